/** Where a new projection can begin. */
export const TEMPLATES = [
  [
    'Count',
    'How many events there are of each type.',
    `fromAll().when({
  $init() {
    return { total: 0, types: {} };
  },
  $any(state, event) {
    state.total += 1;
    state.types[event.eventType] = (state.types[event.eventType] ?? 0) + 1;
    return state;
  },
});
`,
  ],
  [
    'State of each stream',
    'A state of its own for every stream of a category.',
    `fromCategory('order').foreachStream().when({
  $init() {
    return { placed: 0, paid: 0 };
  },
  orderPlaced(state, event) {
    state.placed += 1;
    return state;
  },
  orderPaid(state, event) {
    state.paid += 1;
    return state;
  },
});
`,
  ],
  [
    'Totals per day',
    'One partition per day, with a result.',
    `fromAll()
  .partitionBy(event => event.data?.day)
  .when({
    $init() {
      return { sum: 0, count: 0 };
    },
    sold(state, event) {
      state.sum += event.data.price;
      state.count += 1;
      return state;
    },
  })
  .transformBy(state => ({ ...state, average: state.sum / state.count }))
  .outputState();
`,
  ],
  [
    'Index',
    'Links events into a stream for each customer. It has to be allowed to emit.',
    `fromAll().when({
  orderPlaced(state, event) {
    linkTo('customer-' + event.data.customer, event);
  },
});
`,
    true,
  ],
  [
    'New events from old',
    'Writes an event when something is reached. It has to be allowed to emit.',
    `fromCategory('account').foreachStream().when({
  $init() {
    return { balance: 0, isLow: false };
  },
  withdrawn(state, event) {
    state.balance -= event.data.amount;
    if (state.balance < 100 && !state.isLow) {
      state.isLow = true;
      emit('alerts', 'balanceLow', { account: event.streamId, balance: state.balance });
    }
    return state;
  },
});
`,
    true,
  ],
];
