/** What a search may say, with an example of each. */
export const SYNTAX = [
  ['tea', 'a text anywhere: data, metadata, type, stream; letters in either case'],
  ['"green tea"', 'a text with spaces in it'],
  ['type:order*', 'the type; * stands for any text'],
  ['stream:orders-1', 'one stream, or several with *'],
  ['order.id=42', 'a value in the data; also != < <= > >='],
  ['meta.$correlationId=x', 'a value in the metadata'],
  ['id:b989fe21-9469-4017-8d71-9820b8dd1164', 'the id of an event'],
  ['after:2026-11-26', 'since a day or time; before: is the other side'],
  ['-type:orderPlaced', 'not so'],
];
