// Where the units of the network stand: springs along the ties and room between all, the same places each time.
const wenceSpread = (() => {
  function spread(nodes, ties, width, height) {
    const ideal = 0.8 * Math.sqrt((width * height) / nodes.length);
    const spots = nodes.map((_, place) => {
      const angle = (2 * Math.PI * place) / nodes.length;
      return { x: 0.4 * width * Math.cos(angle), y: 0.4 * height * Math.sin(angle) };
    });
    const apart = (one, other) => {
      const [x, y] = [other.x - one.x, other.y - one.y];
      return { x, y, far: Math.hypot(x, y) || 1 };
    };
    const STEPS = 300;
    for (let step = 0; step < STEPS; step += 1) {
      const moves = spots.map((spot) => ({ x: -0.06 * spot.x, y: -0.06 * spot.y }));
      const shift = (one, other, { x, y, far }, force) => {
        [[one, -1], [other, 1]].forEach(([place, way]) => {
          moves[place].x += (way * force * x) / far;
          moves[place].y += (way * force * y) / far;
        });
      };
      spots.forEach((one, i) => spots.forEach((other, j) => {
        const gap = apart(one, other);
        if (i < j && gap.far < 3 * ideal) shift(i, j, gap, (ideal * ideal) / gap.far / 6);
      }));
      ties.forEach((tie) => {
        const gap = apart(spots[tie.one], spots[tie.other]);
        shift(tie.one, tie.other, gap, -(gap.far * gap.far) / ideal / 8);
      });
      const most = ideal * 0.4 * (1 - step / STEPS);
      spots.forEach((spot, place) => {
        const pace = Math.min(1, most / (Math.hypot(moves[place].x, moves[place].y) || 1));
        spot.x += moves[place].x * pace;
        spot.y += moves[place].y * pace;
      });
    }
    fill(spots, nodes, width, height);
    return spots;
  }

  // Stretches the spots over the whole room, then pushes signs with their names off each other.
  function fill(spots, nodes, width, height) {
    [["x", "left", "right", width], ["y", "up", "down", height]].forEach(([way, before, after, room]) => {
      const places = spots.map((spot) => spot[way]);
      const [low, high] = [Math.min(...places), Math.max(...places)];
      spots.forEach((spot, place) => {
        const [start, end] = [nodes[place][before], room - nodes[place][after]];
        spot[way] = start + ((spot[way] - low) / (high - low || 1)) * (end - start);
      });
    });
    for (let pass = 0; pass < 200; pass += 1) {
      spots.forEach((one, i) => spots.forEach((other, j) => {
        if (i >= j) return;
        const [a, b] = [nodes[i], nodes[j]];
        const across = one.x < other.x ? one.x + a.right - other.x + b.left : other.x + b.right - one.x + a.left;
        const along = one.y < other.y ? one.y + a.down - other.y + b.up : other.y + b.down - one.y + a.up;
        if (across <= 0 || along <= 0) return;
        const [way, by] = across < along ? ["x", across] : ["y", along];
        const sign = one[way] < other[way] ? 1 : -1;
        one[way] -= (sign * by) / 2;
        other[way] += (sign * by) / 2;
      }));
      spots.forEach((spot, place) => {
        const { left, right, up, down } = nodes[place];
        spot.x = Math.min(width - right, Math.max(left, spot.x));
        spot.y = Math.min(height - down, Math.max(up, spot.y));
      });
    }
  }

  return spread;
})();
