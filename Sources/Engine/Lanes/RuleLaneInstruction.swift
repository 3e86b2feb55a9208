import CVectors

/// An operation of a rule on lanes, on registers of one number or of a vector of the plane.
enum RuleLaneOperation: UInt8, Sendable {
  // On one number.
  case copy, add, subtract, multiply, divide, negate, sqrt, min, max
  case addNumber, subtractNumber, multiplyNumber, divideNumber
  case less, lessOrEqual, equal, select, mod, power, integerPower
  /// A function, by its index in `RuleOperation.Elementwise.allCases`.
  case elementwise
  /// An instruction of a formula, by its index.
  case formula
  // On the two numbers of a vector.
  case copyVector, addVector, subtractVector, multiplyVector, divideVector
  /// s·v.
  case scale
  /// a + s·v and a − s·v.
  case addScaled, subtractScaled
  /// r·a + s·b.
  case combine
  /// s·v/(‖v‖ + 10⁻¹²), and the same added to a.
  case along, addAlong
  /// u/(√v + c).
  case divideByRoot
  /// p = (ab + n)m for two numbers n and m of the instruction; pc and pd; two products.
  case scaledProduct, productTimes, twoProducts
  /// ab + c, ab − c and c − ab.
  case productPlus, productMinus, minusProduct
  case dot, norm
  // The objective.
  /// A gradient with the sums around it, by its index.
  case gradient
  case labelledGradient, loss, labelledLoss
  /// ∂²f/∂x², ∂²f/∂x∂y and ∂²f/∂y², in three registers.
  case hessian
  /// The top eigenvector and the largest eigenvalue of a Hessian.
  case topEigenvector, sharpness
}

/// An instruction of a rule on lanes.
struct RuleLaneInstruction: Sendable, BitwiseCopyable {
  var operation: RuleLaneOperation
  /// The register of the result, by its offset in bytes.
  var target: Int32
  /// The operands, by their offsets in bytes; for some operations, an index.
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0
  var d: Int32 = 0
  /// The register of the second product of two.
  var second: Int32 = 0
  /// The second operand of an operation with a number.
  var number = 0.0
  /// The factor of a scaled product.
  var factor = 1.0
}

/// A sequence of instructions in memory of its own, valid as long as the value.
final class RuleLaneCode: @unchecked Sendable {  // the memory is immutable
  /// The ascent point of a step.
  enum AscentPoint: Sendable {
    /// The iterate before the step.
    case iterate
    /// A register of a vector, by its offset.
    case register(Int32)
    /// The point of the last gradient that the lane needs, which the conditions of the lane decide.
    case lastGradient
  }

  let instructions: UnsafeBufferPointer<RuleLaneInstruction>
  let gradients: UnsafeBufferPointer<LaneGradient>
  /// The instructions of formulas.
  let formulas: UnsafeBufferPointer<Instruction>
  let ascentPoint: AscentPoint
  /// The number of registers of the layout and of the code.
  let registerCount: Int32
  /// The points of the gradients, by node; only if the lanes may need different ones.
  let gradientPoints: [RuleGraph.Value: AscentPoint]
  /// The conditions that decide which gradients a lane needs, by their offsets.
  let conditions: [Int32]

  init(
    _ instructions: [RuleLaneInstruction], gradients: [LaneGradient] = [],
    formulas: [Instruction] = [], ascentPoint: AscentPoint = .iterate,
    registerCount: Int32, gradientPoints: [RuleGraph.Value: AscentPoint] = [:],
    conditions: [Int32] = []
  ) {
    self.instructions = UnsafeBufferPointer(instructions.copied)
    self.gradients = UnsafeBufferPointer(gradients.copied)
    self.formulas = UnsafeBufferPointer(formulas.copied)
    self.ascentPoint = ascentPoint
    self.registerCount = registerCount
    self.gradientPoints = gradientPoints
    self.conditions = conditions
  }

  deinit {
    instructions.deallocate()
    gradients.deallocate()
    formulas.deallocate()
  }
}

extension Array where Element: BitwiseCopyable {
  /// The elements in memory that the caller must deallocate.
  fileprivate var copied: UnsafeMutableBufferPointer<Element> {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: count)
    _ = memory.initialize(from: self)
    return memory
  }
}
