/* Before anything is painted: a stored wish for light or dark. A classic script, so that it runs first. */
try {
  const theme = JSON.parse(localStorage.getItem('es.preferences') ?? '{}').theme;
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // Storage is closed or holds nonsense: the system's wish counts.
}
