import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/** Sets styles one by one. Lit's own writes them into the attribute at first, which the policy of these pages forbids. */
class Styled extends Directive {
  #before = {};

  render() {
    return noChange;
  }

  update(part, [styles]) {
    for (const [name, value] of Object.entries(styles)) {
      if (this.#before[name] !== value) {
        part.element.style.setProperty(name, value);
      }
    }
    this.#before = styles;
    return noChange;
  }
}

export const styled = directive(Styled);
