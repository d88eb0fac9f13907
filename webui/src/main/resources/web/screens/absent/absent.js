import { html } from 'lit';
import { Screen } from '../../parts/element.js';

const NAMES = { subscriptions: 'Persistent subscriptions' };

/** Where bookmarks of version 5 lead to what this node does not have. */
class Absent extends Screen {
  render() {
    return html`<div class="page"><div class="empty"><h1>${NAMES[this.route.path]} are not served by this node</h1>
      <p>This version has streams, events and what belongs to them.</p>
      <p><a href="#/streams">To the streams</a></p></div></div>`;
  }
}

customElements.define('es-absent', Absent);
