// What the tests ask of two annotation libraries: where on a page they place the annotations of a collection.
import { createTextPositionSelectorMatcher, createTextQuoteSelectorMatcher } from '@apache-annotator/dom';
import { W3CTextFormat, createTextAnnotator } from '@recogito/text-annotator';

/** The sentence a range stands in, and its words. */
const stand = (range) => {
  const node = range.startContainer;
  const sentence = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest('.own-sentence');
  return [sentence ? sentence.id : '', range.toString()];
};

const selectorOf = (annotation, type) => annotation.target.selector.find((selector) => selector.type === type);

/** Recogito: the annotations that it takes, each with its place, and what it says of those that it refuses. */
const recogito = (id, annotations) => {
  const container = document.getElementById(id);
  const format = W3CTextFormat(annotations.length ? annotations[0].target.source : '', container);
  const refused = annotations.map((one) => format.parse(one).error).filter(Boolean).map((error) => error.message);
  const annotator = createTextAnnotator(container, { adapter: format });
  annotator.setAnnotations(annotations, false); // merged: replacing, 4.1.1 with the core it asks for places none
  const { store } = annotator.state;
  const placed = store.all().map((one) => [one.id, ...stand(one.target.selector[0].range)]);
  annotator.destroy();
  return { placed, refused };
};

/** apache-annotator: every place of each annotation's quotation, and the place of its position. */
const apache = async (id, annotations) => {
  const container = document.getElementById(id);
  const found = async (matches) => {
    const places = [];
    for await (const range of matches) places.push(stand(range));
    return places;
  };
  const placed = [];
  for (const one of annotations) {
    const quoted = await found(createTextQuoteSelectorMatcher(selectorOf(one, 'TextQuoteSelector'))(container));
    const counted = await found(createTextPositionSelectorMatcher(selectorOf(one, 'TextPositionSelector'))(container));
    placed.push([one.id, quoted, counted]);
  }
  return placed;
};

window.annotators = { recogito, apache };
