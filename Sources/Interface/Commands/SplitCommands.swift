extension Command {
  static let split = Command(
    "split", "compare half, once and twice the parameter (:split rho 0.1 0.3), or end this", .view,
    [.character("|")], changing: { state, _ in state.toggleSplit() })
}
