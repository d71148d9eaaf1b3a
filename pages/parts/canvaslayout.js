// Where concepts of a neighbourhood lie. The same neighbourhood is always laid out alike, and what lies somewhere stays.

const ROOM = { x: 122, y: 46 };

function arc(nodes, from, wide, places) {
  // Strongest neighbours inside; every next one a layer further out, so that labels do not meet.
  const layers = Math.min(Math.max(Math.ceil(nodes.length / 7), nodes.length > 6 ? 2 : 1), 5);
  const grown = Math.max(1, nodes.length / 26);
  const span = from === null ? 2 * Math.PI : Math.PI;
  nodes.forEach((node, i) => {
    // Half a circle leaves room at its ends, where the other half begins.
    const share = (i + 0.5) / nodes.length;
    const angle = from === null ? -Math.PI / 2 + span * share : from + span * (0.05 + 0.9 * share);
    const radius = 200 * grown * (1 + 0.44 * (i % layers));
    places.set(node.id, { x: radius * wide * Math.cos(angle), y: radius * Math.sin(angle) });
  });
}

function around(nodes, centre, wide) {
  // Topics above, knowledge points below; of one kind alone all around. Further rings stand behind who brought them.
  const places = new Map([[centre, { x: 0, y: 0 }]]);
  const first = nodes.filter((n) => n.ring === 1);
  const sides = [first.filter((n) => n.kind === "topic"), first.filter((n) => n.kind === "kp")];
  const one = sides.some((side) => !side.length);
  sides.forEach((side, i) => arc(side, one ? null : i ? 0 : Math.PI, wide, places));
  for (let ring = 2, last = Math.max(...nodes.map((n) => n.ring)); ring <= last; ring++) {
    const far = Math.max(...[...places.values()].map((at) => Math.hypot(at.x / wide, at.y)));
    const angle = (node) => { const at = places.get(node.via) || { x: 0, y: 1 }; return Math.atan2(at.y, at.x / wide); };
    const these = nodes.filter((n) => n.ring === ring).map((n) => [angle(n), n]).sort((a, b) => a[0] - b[0]);
    const layers = Math.min(Math.max(Math.ceil(these.length / 24), 1), 6);
    these.forEach(([_, node], i) => {
      const at = -Math.PI + (2 * Math.PI * (i + 0.5)) / these.length;
      const turned = these.length > 8 ? at : angle(node) + 0.36 * (i - (these.length - 1) / 2) / ring;
      const radius = far + 130 + 90 * (i % layers);
      places.set(node.id, { x: radius * wide * Math.cos(turned), y: radius * Math.sin(turned) });
    });
  }
  return places;
}

function meet(a, b, grown) {
  return Math.abs(a.x - b.x) <= ROOM.x * grown && Math.abs(a.y - b.y) <= ROOM.y * grown;
}

function makeWay(nodes, places, fixed, grown) {
  // Who lies where another one was dragged to finds a place beside.
  const kept = nodes.filter((node) => node.id in fixed).map((node) => places.get(node.id));
  for (const node of nodes) {
    if (node.ring === 0 || node.id in fixed || !kept.some((at) => meet(at, places.get(node.id), grown))) continue;
    places.delete(node.id);
    places.set(node.id, beside(node, places, grown, () => true));
  }
}

function beside(node, places, grown, seen) {
  // A free place near who brought it, away from the middle; one that is seen where there is one not too far off.
  const from = places.get(node.via) || { x: 0, y: 0 };
  const outward = from.x || from.y ? Math.atan2(from.y, from.x) : -Math.PI / 2;
  const taken = [...places.values()];
  let free = null;
  for (let ring = 0; ring < 40; ring++) {
    const radius = 120 + 48 * ring, steps = 6 + 3 * ring;
    for (let i = 0; i < steps; i++) {
      const turn = ((i % 2 ? 1 : -1) * Math.ceil(i / 2) * Math.PI) / (steps / 2);
      const at = { x: from.x + 1.35 * radius * Math.cos(outward + turn), y: from.y + radius * Math.sin(outward + turn) };
      if (taken.some((t) => meet(t, at, grown))) continue;
      if (seen(at)) return at;
      free ??= at;
    }
    if (free && ring > 9) break;
  }
  return free ?? { x: from.x, y: from.y + 2200 };
}
