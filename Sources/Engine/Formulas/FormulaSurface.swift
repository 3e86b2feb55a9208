/// A loss surface from a formula, with exact slope and Hessian by symbolic differentiation.
///
/// Each is a program of its own, so no evaluation computes what it is not asked for.
public struct FormulaSurface: Surface {
  let valueProgram, gradientProgram, hessianProgram: Program
  private let valueCode, gradientCode, hessianCode: Bytecode

  init(height: Program, slope: Program, curvature: Program) {
    valueProgram = height
    gradientProgram = slope
    hessianProgram = curvature
    valueCode = height.bytecode
    gradientCode = slope.bytecode
    hessianCode = curvature.bytecode
  }

  // A closure that held on to the surface would count its references for each gradient.

  public func value<N: Number>(_ p: Point<N>) -> N {
    let code = valueCode
    var height: N = 0
    code.evaluate(at: p) { height = $0[code.outputs.0] }
    return height
  }

  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let code = gradientCode
    var slope = Point<N>(0, 0)
    code.evaluate(at: p) { slope = Point($0[code.outputs.0], $0[code.outputs.1]) }
    return slope
  }

  public func hessian(_ p: Point<Double>) -> Hessian {
    let code = hessianCode
    var hessian = Hessian(xx: 0, xy: 0, yy: 0)
    code.evaluate(at: p) {
      hessian = Hessian(
        xx: $0[code.outputs.0], xy: $0[code.outputs.1], yy: $0[code.outputs.2])
    }
    return hessian
  }
}
