// Functions of the objective.
extension RuleRegisters {
  func evaluate(_ instruction: RuleProgram.Instruction, on objective: some Objective<V>) {
    let target = instruction.target.index
    let point = vectors[instruction.a.index]
    let label =
      instruction.operandCount == 2 && !instruction.b.isVector
      ? numbers[instruction.b.index] : nil
    switch instruction.operation {
    case .gradient:
      vectors[target] =
        label.map { objective.gradient(point, label: $0) } ?? objective.gradient(point)
    case .loss:
      numbers[target] = label.map { objective.value(point, label: $0) } ?? objective.value(point)
    case .hessianProduct:
      vectors[target] = objective.hessian(point, times: vectors[instruction.b.index])
    case .hessianDiagonal:
      let rows = objective.hessian(point).map(\.components)
      vectors[target] = point.mapWithIndex { index, _ in
        rows.isEmpty ? N(.nan) : rows[index][index]
      }
    case .topEigenvector:
      vectors[target] =
        point.dimension == 1 ? point.map { _ in 1 } : objective.topEigenvector(point)
    case .sharpness: numbers[target] = objective.sharpness(point)
    case .solve: vectors[target] = solve(instruction, objective.hessian(point))
    default: break
    }
  }

  /// Returns d with (H + s)d = v.
  ///
  /// The formulas for one and two components hold for every number type; others need `Double`.
  private func solve(_ instruction: RuleProgram.Instruction, _ hessian: [V]) -> V {
    let vector = vectors[instruction.b.index]
    let shift =
      instruction.operandCount > 2 ? numbers[instruction.c.index] : nil
    var rows = hessian.map(\.components)
    if let shift { for index in rows.indices { rows[index][index] += shift } }
    let v = vector.components
    let solution: [N]
    switch rows.count {
    case 0: solution = v.map { _ in N(.nan) }
    case 1: solution = [v[0] / rows[0][0]]
    case 2:
      let (xx, xy, yy) = (rows[0][0], rows[0][1], rows[1][1])
      let scale = 1 / (xx * yy - xy * xy)
      solution = [scale * (yy * v[0] - xy * v[1]), scale * (xx * v[1] - xy * v[0])]
    default:
      let exact = SquareMatrix(rows)?.solution(of: v as? [Double] ?? [])
      solution = exact as? [N] ?? v.map { _ in N(.nan) }
    }
    return vector.mapWithIndex { index, _ in solution[index] }
  }
}
