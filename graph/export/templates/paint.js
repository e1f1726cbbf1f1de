// WebGL draws nodes and edges out of sight, piece by piece, and shows them in one go.
const FETCH = `#version 300 es
precision highp float;
uniform sampler2D pieces; uniform vec2 centre, half_size; uniform float scale, grow, fine; uniform vec3 inks[3]; uniform vec2 dashes[3]; uniform float faint;
out vec4 ink; out vec2 place; flat out vec2 dash; flat out float half_width;
vec4 fetch(int piece, int part) { int at = piece * 3 + part; return texelFetch(pieces, ivec2(at % ACROSS, at / ACROSS), 0); }
vec2 pixel(vec2 spot, vec2 offset) { return (spot - centre) * scale + offset * grow; }
vec4 shown(vec2 at) { return vec4(at.x / half_size.x, -at.y / half_size.y, 0.5, 1.0); }`;
const LINE = `${FETCH}
void main() {
  int piece = gl_VertexID / 2;
  vec4 ends = fetch(piece, 0), offsets = fetch(piece, 1), told = fetch(piece, 2);
  ink = vec4(inks[int(told.x) % 4] * faint, faint); place = vec2(0.0); dash = vec2(1.0, 0.0); half_width = 1.0;
  gl_Position = shown(gl_VertexID % 2 == 0 ? pixel(ends.xy, offsets.xy) : pixel(ends.zw, offsets.zw));
}`;
// Six corners of the line, with a pixel more on each side for a soft rim, and three of its arrow.
const STROKE = `${FETCH}
void main() {
  int piece = gl_VertexID / 9, corner = gl_VertexID % 9;
  vec4 ends = fetch(piece, 0), offsets = fetch(piece, 1), told = fetch(piece, 2);
  bool last = told.x > 3.5;
  int stance = int(told.x) % 4;
  vec2 a = pixel(ends.xy, offsets.xy), b = pixel(ends.zw, offsets.zw), way = b - a;
  float length_px = max(length(way), 0.001), wide = told.w * fine;
  vec2 along = way / length_px, across = vec2(-along.y, along.x);
  float head = last ? min(fine * 6.0 + 2.0 * wide, 0.5 * length_px) : 0.0;
  float tip = last ? max(length_px - told.z * grow, 0.5 * length_px) : length_px;
  ink = vec4(inks[stance] * faint, faint); dash = dashes[stance] * fine; half_width = wide;
  vec2 at;
  if (corner < 6) {
    int k = corner > 2 ? corner - 2 : corner;
    float side = k % 2 == 0 ? -1.0 : 1.0, far = k > 1 ? max(tip - head * 0.8, 0.0) : 0.0;
    place = vec2(told.y * scale + far, side * (wide + 1.0));
    at = a + along * far + across * place.y;
  } else {
    place = vec2(0.0); dash = vec2(1.0, 0.0);
    at = corner == 6 ? a + along * tip : a + along * (tip - head) + across * head * 0.42 * (corner == 7 ? -1.0 : 1.0);
    if (!last) at = a;
  }
  gl_Position = shown(at);
}`;
const STROKED = `#version 300 es
precision highp float;
in vec4 ink; in vec2 place; flat in vec2 dash; flat in float half_width; out vec4 color;
void main() {
  if (mod(place.x, dash.x + dash.y) > dash.x) discard;
  color = ink * clamp(half_width + 0.5 - abs(place.y), 0.0, 1.0);
}`;
const SPOT = `#version 300 es
precision highp float;
uniform vec2 centre, half_size; uniform float scale, grow;
in vec4 node; in vec4 fill; out vec4 ink; flat out float radius; flat out int shape;
void main() {
  vec2 at = (node.xy - centre) * scale;
  ink = fill; radius = node.z * grow; shape = int(node.w);
  gl_Position = vec4(at.x / half_size.x, -at.y / half_size.y, 0.0, 1.0);
  gl_PointSize = 2.0 * radius + 2.0;
}`;
// The distance to the rim of a shape in pixels, less than nil within; a darker rim lets pale shapes stand out on light ground.
const SHAPED = `#version 300 es
precision highp float;
in vec4 ink; flat in float radius; flat in int shape; out vec4 color;
float polygon(vec2 p, float corners, float turn) {
  float slice = 6.2831853 / corners, angle = atan(p.x, p.y) + turn;
  return cos(floor(0.5 + angle / slice) * slice - angle) * length(p) - radius * cos(slice / 2.0);
}
float star(vec2 p) {
  float slice = 6.2831853 / 5.0, angle = mod(atan(p.x, -p.y) + slice / 2.0, slice) - slice / 2.0;
  vec2 q = length(p) * vec2(cos(angle), abs(sin(angle))), tip = vec2(radius, 0.0);
  vec2 edge = 0.45 * radius * vec2(cos(slice / 2.0), sin(slice / 2.0)) - tip, away = q - tip;
  float far = length(away - edge * clamp(dot(away, edge) / dot(edge, edge), 0.0, 1.0));
  return far * (edge.x * away.y - edge.y * away.x > 0.0 ? -1.0 : 1.0);
}
void main() {
  vec2 p = (gl_PointCoord * 2.0 - 1.0) * (radius + 1.0);
  float far = shape == 0 ? length(p) - radius : shape == 1 ? max(abs(p.x), abs(p.y)) - radius * 0.85 : shape == 2 ? polygon(p, 4.0, 0.7853982)
    : shape == 3 ? polygon(p, 3.0, 0.0) : shape == 4 ? polygon(p, 3.0, 3.1415927) : shape == 5 ? polygon(p, 6.0, 0.0) : star(p);
  float seen = clamp(0.5 - far, 0.0, 1.0);
  if (seen < 0.1) discard;
  float wide = min(2.2, 0.28 * radius);
  color = vec4(ink.rgb * mix(1.0, 0.4, smoothstep(-wide, -0.45 * wide, far)), 1.0) * seen;
}`;
const SHAPE_NUMBERS = ["dot", "square", "diamond", "triangle", "triangleDown", "hexagon", "star"];
const STRONG = 2500; // pieces drawn with their width, dashes and arrows where there are many; all others are thin lines
const numbersOf = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));

// Give what draws on a canvas, or null where the browser lacks WebGL 2.
function makePainter(canvas) {
  const gl = canvas.getContext("webgl2", { antialias: false, alpha: true, depth: false });
  if (!gl) return null;
  const line = program(gl, LINE, STROKED), stroke = program(gl, STROKE, STROKED), spot = program(gl, SPOT, SHAPED, ["node", "fill"]);
  const frame = gl.createFramebuffer(), texture = gl.createTexture(), spots = gl.createBuffer(), stores = [gl.createRenderbuffer(), gl.createRenderbuffer()];
  const most = gl.getParameter(gl.ALIASED_POINT_SIZE_RANGE)[1] / 2 - 1;
  let width = 0, height = 0, count = 0, fence = null;
  gl.bindTexture(gl.TEXTURE_2D, texture);
  for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  gl.enable(gl.DEPTH_TEST); // edges stay behind the nodes, which are drawn before them

  function arrange(view, ratio) {
    if (width === Math.round(view.width * ratio) && height === Math.round(view.height * ratio)) return;
    width = Math.round(view.width * ratio); height = Math.round(view.height * ratio);
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
    [[gl.RGBA8, gl.COLOR_ATTACHMENT0], [gl.DEPTH_COMPONENT16, gl.DEPTH_ATTACHMENT]].forEach(([form, place], index) => {
      gl.bindRenderbuffer(gl.RENDERBUFFER, stores[index]);
      gl.renderbufferStorage(gl.RENDERBUFFER, form, width, height);
      gl.framebufferRenderbuffer(gl.FRAMEBUFFER, place, gl.RENDERBUFFER, stores[index]);
    });
  }

  function tell(use, view, ratio, grow) {
    gl.useProgram(use.program);
    gl.uniform2f(use.at("centre"), view.x, view.y);
    gl.uniform2f(use.at("half_size"), width / 2, height / 2);
    gl.uniform1f(use.at("scale"), view.k * ratio);
    gl.uniform1f(use.at("grow"), grow * ratio);
  }

  function begin(view, ratio, grow, pieceCount) {
    arrange(view, ratio);
    count = pieceCount;
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    drawSpots(view, ratio, grow);
    const rows = Math.max(Math.ceil((count * 3) / ACROSS), 1);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, ACROSS, rows, 0, gl.RGBA, gl.FLOAT, packed, 0);
    const stances = ["-1", "0", "1"];
    for (const use of [line, stroke]) {
      tell(use, view, ratio, grow);
      gl.uniform1f(use.at("fine"), ratio);
      gl.uniform3fv(use.at("inks"), stances.flatMap((stance) => numbersOf(stanceColor(stance)).map((part) => part / 255)));
      gl.uniform2fv(use.at("dashes"), stances.flatMap((stance) => DATA.stances[stance].dashes || [1, 0]));
      gl.uniform1f(use.at("faint"), use === stroke ? 0.75 : Math.min(Math.max(3500 / Math.max(count, 1), 0.16), 0.5));
    }
  }

  function drawSpots(view, ratio, grow) {
    const ids = nodesIn(view).reverse(); // the largest come last, on top
    const data = new ArrayBuffer(ids.length * 20), floats = new Float32Array(data), bytes = new Uint8Array(data);
    ids.forEach((id, index) => {
      const look = DATA.shapes[DATA.nodes[id].group];
      floats.set([nodeX[id], nodeY[id], Math.min(radii[id], most / (grow * ratio)), SHAPE_NUMBERS.indexOf(look.shape)], index * 5);
      bytes.set([...numbersOf(look.color), 255], index * 20 + 16);
    });
    gl.bindBuffer(gl.ARRAY_BUFFER, spots);
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.STREAM_DRAW);
    tell(spot, view, ratio, grow);
    gl.enableVertexAttribArray(0); gl.enableVertexAttribArray(1);
    gl.vertexAttribPointer(0, 4, gl.FLOAT, false, 20, 0);
    gl.vertexAttribPointer(1, 4, gl.UNSIGNED_BYTE, true, 20, 16);
    gl.depthFunc(gl.ALWAYS);
    gl.drawArrays(gl.POINTS, 0, ids.length);
    gl.disableVertexAttribArray(0); gl.disableVertexAttribArray(1);
    gl.depthFunc(gl.LESS);
  }

  return {
    begin,
    // Draw pieces from one to another, the strong ones in full; a fine picture has all in full.
    draw(from, to, fine) {
      const full = fine ? count : Math.min(STRONG, count);
      gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
      gl.depthMask(false);
      for (const [use, corners, mode, low, high] of [[stroke, 9, gl.TRIANGLES, from, Math.min(to, full)], [line, 2, gl.LINES, Math.max(from, full), to]]) {
        if (high <= low) continue;
        gl.useProgram(use.program);
        gl.drawArrays(mode, low * corners, (high - low) * corners);
      }
      gl.depthMask(true);
    },
    // Bring what is drawn onto the canvas.
    show() {
      if (canvas.width !== width || canvas.height !== height) { canvas.width = width; canvas.height = height; }
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, frame);
      gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
      gl.blitFramebuffer(0, 0, width, height, 0, 0, width, height, gl.COLOR_BUFFER_BIT, gl.NEAREST);
    },
    mark() { fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0); gl.flush(); },
    isDone() {
      if (fence && gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED && !gl.isContextLost()) return false;
      if (fence) gl.deleteSync(fence);
      fence = null;
      return true;
    },
    inSoftware: /swiftshader|llvmpipe|softpipe|software|basic render|warp/i.test(nameOf(gl)),
  };
}

function nameOf(gl) {
  const told = gl.getExtension("WEBGL_debug_renderer_info");
  return String(gl.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

function program(gl, vertex, fragment, attributes = []) {
  const made = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, vertex.replaceAll("ACROSS", ACROSS)], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(made, shader);
  }
  attributes.forEach((name, index) => gl.bindAttribLocation(made, index, name));
  gl.linkProgram(made);
  const places = new Map();
  return { program: made, at: (name) => { if (!places.has(name)) places.set(name, gl.getUniformLocation(made, name)); return places.get(name); } };
}
