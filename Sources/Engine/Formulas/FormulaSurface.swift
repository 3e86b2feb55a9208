/// A loss surface from a formula, with exact slope and Hessian by symbolic differentiation.
///
/// Each is a program of its own, so no evaluation computes what it is not asked for.
public struct FormulaSurface: Surface {
  let heightProgram, slopeProgram, curvatureProgram: Program

  init(height: Program, slope: Program, curvature: Program) {
    heightProgram = height
    slopeProgram = slope
    curvatureProgram = curvature
  }

  // Each closure holds on to one program rather than to the surface.

  public func height<N: Number>(_ p: Point<N>) -> N {
    let program = heightProgram
    var height: N = 0
    program.evaluate(at: p) { height = $0[program.outputs.0] }
    return height
  }

  public func slope<N: Number>(_ p: Point<N>) -> Point<N> {
    let program = slopeProgram
    var slope = Point<N>(0, 0)
    program.evaluate(at: p) { slope = Point($0[program.outputs.0], $0[program.outputs.1]) }
    return slope
  }

  public func curvature(_ p: Point<Double>) -> Hessian {
    let program = curvatureProgram
    var hessian = Hessian(xx: 0, xy: 0, yy: 0)
    program.evaluate(at: p) {
      hessian = Hessian(
        xx: $0[program.outputs.0], xy: $0[program.outputs.1], yy: $0[program.outputs.2])
    }
    return hessian
  }
}
