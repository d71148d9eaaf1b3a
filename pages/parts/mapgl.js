// The map's data and its WebGL2: the packet of views/map.py unpacked, and points and edges drawn from typed arrays.

const POINTS_VERTEX = `#version 300 es
in vec2 at; in float size; in vec4 paint; in float mark;
uniform vec2 middle, zoom; uniform float grow, topics;
out vec4 fill; out float pixels; flat out int square; flat out int hollow; flat out int chosen;
void main() {
  gl_Position = vec4((at - middle) * zoom, 0.0, 1.0);
  pixels = size * grow;
  gl_PointSize = pixels;
  fill = paint; square = gl_VertexID < int(topics) ? 1 : 0;
  hollow = mark == 1.0 || mark == 3.0 ? 1 : 0; chosen = mark >= 2.0 ? 1 : 0;
}`;
const POINTS_FRAGMENT = `#version 300 es
precision mediump float;
in vec4 fill; in float pixels; flat in int square; flat in int hollow; flat in int chosen;
uniform vec3 paper, ink;
out vec4 colour;
void main() {
  vec2 p = gl_PointCoord * 2.0 - 1.0;
  float far = square == 1 ? max(abs(p.x), abs(p.y)) * 1.12 : length(p);
  float pixel = 2.0 / pixels;
  float inside = 1.0 - smoothstep(1.0 - pixel, 1.0, far);
  float rim = pixels < 7.0 ? 0.0 : smoothstep(1.0 - 2.6 * pixel, 1.0 - 1.6 * pixel, far);
  vec3 body = hollow == 1 ? mix(pixels < 7.0 ? fill.rgb : paper, fill.rgb, rim) : mix(fill.rgb, chosen == 1 ? ink : paper, rim);
  colour = vec4(body, 1.0) * inside * fill.a;
}`;
const LINES_VERTEX = `#version 300 es
in vec2 at; uniform vec2 middle, zoom;
void main() { gl_Position = vec4((at - middle) * zoom, 0.0, 1.0); }`;
const LINES_FRAGMENT = `#version 300 es
precision mediump float; uniform vec4 tone; out vec4 colour;
void main() { colour = vec4(tone.rgb, 1.0) * tone.a; }`;
// Seeds that carry both, from which on an edge is darker, and how dark it is on the whole map.
const EDGE_FROM = [1, 2, 3, 5, 9, 17];
const EDGE_ALPHA = [0.03, 0.07, 0.13, 0.22, 0.34, 0.5];
// So many edges may be that dark; more of them are paler, lest the whole be grey.
const EDGES_PLAIN = 12000;

function readPacket(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const said = view.getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + said)));
  const count = header.concepts;
  let from = 4 + said;
  const take = (size) => { const part = bytes.slice(from, from + size); from += size + (-size & 3); return part; };
  const bins = take(count), chosen = take(count);
  const values = new Float32Array(take(4 * count).buffer);
  const behind = header.behind ? new Int32Array(take(4 * count).buffer) : null;
  return { header, bins, chosen, values, behind, packed: bytes.subarray(from) };
}

async function readBody(packed, header) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const buffer = await new Response(stream).arrayBuffer();
  let from = 0;
  const take = (kind, length) => {
    const part = new kind(buffer, from, length);
    from += part.byteLength;
    return part;
  };
  const n = header.concepts, m = header.edges;
  const body = {
    at: take(Float32Array, 2 * n), seeds: take(Int32Array, n), degree: take(Int32Array, n),
    community: take(Int32Array, n), ends: take(Uint32Array, 2 * m), weights: take(Uint8Array, m),
  };
  body.names = new TextDecoder().decode(new Uint8Array(buffer, from)).split("\n");
  body.radius = Float32Array.from(body.seeds, (s) => 2.2 + 1.5 * Math.log2(1 + s / 4));
  return body;
}

function rgbOf(hex) {
  const value = parseInt(hex.slice(1, 7), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

// What draws on a canvas; null where the browser has no WebGL2.
function painterOf(canvas) {
  const gl = canvas.getContext("webgl2", { antialias: false, alpha: false, preserveDrawingBuffer: true, powerPreference: "low-power" });
  if (!gl) return null;
  const program = (vertex, fragment) => {
    const made = gl.createProgram();
    for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(made, shader);
    }
    gl.bindAttribLocation(made, 0, "at");
    gl.linkProgram(made);
    return made;
  };
  const points = program(POINTS_VERTEX, POINTS_FRAGMENT), lines = program(LINES_VERTEX, LINES_FRAGMENT);
  const where = (made, name) => gl.getUniformLocation(made, name);
  const spots = { points: gl.createVertexArray(), lines: gl.createVertexArray() };
  const buffers = Object.fromEntries(["at", "size", "paint", "mark", "order", "ends"].map((n) => [n, gl.createBuffer()]));
  let starts = [], count = 0, topics = 0, edges = 0;

  function put(name, data, target = gl.ARRAY_BUFFER) {
    gl.bindBuffer(target, buffers[name]);
    gl.bufferData(target, data, gl.STATIC_DRAW);
  }
  function attribute(name, width, kind, normal) {
    const place = gl.getAttribLocation(points, name);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffers[name]);
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, width, kind, normal, 0, 0);
  }
  function lookAt(made, view) {
    gl.uniform2f(where(made, "middle"), view.x, view.y);
    gl.uniform2f(where(made, "zoom"), 2 * view.scale / view.width, -2 * view.scale / view.height);
  }
  function drawPoints(view, look) {
    gl.useProgram(points);
    gl.bindVertexArray(spots.points);
    lookAt(points, view);
    gl.uniform1f(where(points, "grow"), view.grow * view.dense);
    gl.uniform1f(where(points, "topics"), topics);
    gl.uniform3f(where(points, "paper"), ...look.paper);
    gl.uniform3f(where(points, "ink"), ...look.ink);
    gl.drawElements(gl.POINTS, count, gl.UNSIGNED_INT, 0);
    gl.bindVertexArray(null);
  }
  return {
    lost: () => gl.isContextLost(),
    load(body, header, order) {
      count = header.concepts;
      topics = header.topics;
      edges = header.edges;
      gl.bindVertexArray(null);
      put("at", body.at);
      put("size", body.radius);
      gl.bindVertexArray(spots.lines);
      gl.bindBuffer(gl.ARRAY_BUFFER, buffers.at);
      gl.enableVertexAttribArray(0);
      gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
      put("ends", body.ends, gl.ELEMENT_ARRAY_BUFFER);
      gl.bindVertexArray(spots.points);
      put("order", order, gl.ELEMENT_ARRAY_BUFFER);
      gl.bindVertexArray(null);
      // Edges are sorted by weight: one draw for each tone.
      starts = EDGE_FROM.map((w) => {
        const least = Math.round(Math.log2(w) * header.log_step);
        let low = 0, high = body.weights.length;
        while (low < high) { const mid = (low + high) >> 1; if (body.weights[mid] < least) low = mid + 1; else high = mid; }
        return low;
      });
      starts.push(body.weights.length);
    },
    paint(colours, marks) {
      gl.bindVertexArray(null);
      put("paint", colours);
      put("mark", marks);
      gl.bindVertexArray(spots.points);
      attribute("at", 2, gl.FLOAT, false);
      attribute("size", 1, gl.FLOAT, false);
      attribute("paint", 4, gl.UNSIGNED_BYTE, true);
      attribute("mark", 1, gl.UNSIGNED_BYTE, false);
      gl.bindVertexArray(null);
    },
    // A new picture, without edges.
    draw(view, look) {
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clearColor(...look.paper, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      drawPoints(view, look);
    },
    // Some more edges into the picture, from one on; returns how far it came. Points lie above them.
    ink(view, look, from, many) {
      const to = Math.min(edges, from + many);
      const crowd = Math.min(3, Math.sqrt(EDGES_PLAIN / Math.max(edges, 1)));
      const near = Math.sqrt(Math.min(40, Math.max(1, view.scale / view.fitted))) * look.edges * crowd;
      gl.useProgram(lines);
      gl.bindVertexArray(spots.lines);
      lookAt(lines, view);
      EDGE_ALPHA.forEach((alpha, i) => {
        const first = Math.max(from, starts[i]), last = Math.min(to, starts[i + 1]);
        if (last <= first) return;
        gl.uniform4f(where(lines, "tone"), ...look.line, Math.min(0.6, alpha * near));
        gl.drawElements(gl.LINES, 2 * (last - first), gl.UNSIGNED_INT, 8 * first);
      });
      drawPoints(view, look);
      return to;
    },
  };
}

// The concept nearest to a place, by a grid over the map.
function finderOf(at, box) {
  const side = 96, count = at.length / 2;
  const cell = (v, low, size) => Math.min(side - 1, Math.max(0, Math.floor(((v - low) / size) * side)));
  const start = new Uint32Array(side * side + 1), place = new Uint32Array(count), inside = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    place[i] = cell(at[2 * i], box.x, box.width) + side * cell(at[2 * i + 1], box.y, box.height);
    start[place[i] + 1]++;
  }
  for (let c = 0; c < side * side; c++) start[c + 1] += start[c];
  const next = start.slice();
  for (let i = 0; i < count; i++) inside[next[place[i]]++] = i;
  return (x, y, reach, within) => {
    let best = -1, least = Infinity;
    const right = cell(x + reach, box.x, box.width), below = cell(y + reach, box.y, box.height);
    for (let row = cell(y - reach, box.y, box.height); row <= below; row++) {
      for (let column = cell(x - reach, box.x, box.width); column <= right; column++) {
        for (let k = start[row * side + column]; k < start[row * side + column + 1]; k++) {
          const i = inside[k];
          // As far as its own rim counts as on it.
          const far = Math.hypot(at[2 * i] - x, at[2 * i + 1] - y) - within(i);
          if (far < least && far < reach) { best = i; least = far; }
        }
      }
    }
    return best;
  };
}
