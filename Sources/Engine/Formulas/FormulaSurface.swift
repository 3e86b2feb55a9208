/// A loss surface from a formula, with exact gradient and Hessian by symbolic differentiation.
///
/// Value, gradient and Hessian are separate programs, so each call evaluates only its own terms.
public struct FormulaSurface: Surface {
  let valueProgram, gradientProgram, hessianProgram: Program
  private let valueCode, gradientCode, hessianCode: Bytecode

  init(value: Program, gradient: Program, hessian: Program) {
    valueProgram = value
    gradientProgram = gradient
    hessianProgram = hessian
    valueCode = value.bytecode
    gradientCode = gradient.bytecode
    hessianCode = hessian.bytecode
  }

  // Local copies of the code: a closure that captured `self` would retain it for each gradient.

  /// Returns V(p).
  public func value<N: Number>(_ p: Point<N>) -> N {
    let code = valueCode
    var value: N = 0
    code.evaluate(at: p) { value = $0[code.outputs.0] }
    return value
  }

  /// Returns ∇V(p).
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let code = gradientCode
    var gradient = Point<N>(0, 0)
    code.evaluate(at: p) { gradient = Point($0[code.outputs.0], $0[code.outputs.1]) }
    return gradient
  }

  /// Returns the Hessian at `p`.
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
