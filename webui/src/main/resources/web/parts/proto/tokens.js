const PATTERN = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|\s+|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|-?[\w.]+|[^\s\w]/g;

/**
 * The words and signs of a .proto file, without comments.
 *
 * @returns {{text: string, line: number}[]}
 */
export function tokensOf(text) {
  const tokens = [];
  let line = 1;
  for (const [part] of text.matchAll(PATTERN)) {
    if (!/^(?:\s|\/\/|\/\*)/.test(part)) {
      tokens.push({ text: part, line });
    }
    line += part.split('\n').length - 1;
  }
  return tokens;
}
