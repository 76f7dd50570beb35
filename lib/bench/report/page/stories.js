"use strict";

// What went wrong, in words, with a numbered button for each operation that proves it.

/** So that the diagram is not far below; the others unfold. */
const STORIES_SHOWN = 3;

class Stories {

  /** @param go is called with an operation when somebody wants to see it */
  constructor(run, head, go) {
    this.run = run;
    this.head = head;
    this.go = go;
    this.marks = this.markedOperations();
  }

  /** The operations that stories point to, in the order in which they are first named. */
  markedOperations() {
    const indices = this.head.stories.flatMap(story => story.operations);
    return [...new Set(this.known(indices).map(index => this.run.byIndex.get(index)))];
  }

  /** Those of an event in the journal; Maelstrom's may lack some. */
  known(indices) {
    return indices.filter(index => this.run.byIndex.has(index));
  }

  show() {
    const stories = this.head.stories.map(story => this.story(story));
    if (this.head.why !== null) {
      const {sentence} = this.head.why;
      stories.splice(1, 0, this.story({title: "When it went wrong", lines: [sentence], hint: [], operations: []}));
    }
    const [first, more] = [stories.slice(0, STORIES_SHOWN), stories.slice(STORIES_SHOWN)];
    byId("stories").replaceChildren(...first, ...(more.length === 0 ? []
        : [element("details", {}, element("summary", {}, `${figure(more.length)} more`), ...more)]));
  }

  /** Each marked operation has its button at a line that gives its time, or else at the title. */
  story({title, lines, hint, operations}) {
    const items = [title, ...lines].map((line, i) => element(i === 0 ? "h2" : "li", {}, element("span", {}, line)));
    const taken = new Set();
    for (const index of this.known(operations)) {
      const own = this.linesAbout(this.run.byIndex.get(index), title, lines);
      const line = own.find(i => !taken.has(i)) ?? own[0] ?? -1;
      taken.add(line);
      items[line + 1].append(this.markButton(index));
    }
    return element("article", {class: "story"}, items[0], element("ol", {}, ...items.slice(1)),
        ...(hint.length === 0 ? [] : [element("p", {class: "hint"}, hint.join(" "))]));
  }

  /** The positions of the lines that say when an operation began or ended; none if only the title says it. */
  linesAbout(operation, title, lines) {
    const times = [operation.begun, operation.ended].filter(time => time !== null);
    const timed = text => times.some(time => text.includes(` ${storyTime(time)}`));
    const positions = [...lines.keys()];
    const own = positions.filter(i => timed(lines[i]));
    return own.length > 0 || timed(title) || !operation.final ? own
        : positions.filter(i => lines[i].startsWith("At the end "));
  }

  markButton(index) {
    const operation = this.run.byIndex.get(index);
    const number = this.marks.indexOf(operation) + 1;
    return element("button", {
      type: "button", class: "mark", "data-index": index, onclick: () => this.go(operation),
      title: describe(operation, this.run), "aria-label": `Show operation ${number}: ${describe(operation, this.run)}`,
    }, String(number));
  }
}
