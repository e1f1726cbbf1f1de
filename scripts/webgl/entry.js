// What graph/export/templates/webgl.js uses; the bundle gives it the global name `webgl`.
export { MultiDirectedGraph } from "graphology";
export { default as Sigma } from "sigma";
export { extremityArrow, layerDashed, pathCurved, pathLine, pathLoop, sdfCircle, sdfDiamond, sdfSquare, sdfTriangle } from "sigma/rendering";
