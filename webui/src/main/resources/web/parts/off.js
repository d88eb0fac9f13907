import { html, nothing } from 'lit';
import { icon } from './icons.js';
import { projectionsRun } from './projections.js';

/** What to know where the node runs no projections of its users; what works nevertheless. */
export function projectionsOff() {
  const run = projectionsRun();
  if (run === 'All') {
    return nothing;
  }
  const what = run === 'None' ? 'This node runs no projections.' : 'This node runs its own projections only.';
  return html`<div class="notice off">${icon('projections')}<div><strong>${what}</strong>
    <p>Start it with <code>--run-projections=All</code>${run === 'None' ? html`, and with <code>--start-standard-projections</code> for the indexes by category and type` : nothing}.
    The <a href="#/debugger">debugger</a> and dry runs on the <a href="#/query">query page</a> work nevertheless.</p></div></div>`;
}
