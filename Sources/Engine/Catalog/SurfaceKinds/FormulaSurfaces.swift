import Synchronization

extension SurfaceKind {
  /// The formulas in x and y; accepts every text, because the parser describes errors.
  static let formula = SurfaceKind(
    name: "formula", accepts: { _ in true },
    surface: { choice throws(EngineError) in
      if let parsed = recentFormulas.withLock({ $0.first { $0.choice.hasBits(of: choice) } }) {
        return parsed
      }
      do throws(FormulaError) {
        let formula = try Formula(choice.source.text, parameters: choice.knobs)
        let surface = AnySurface(formula, choice)
        recentFormulas.withLock { $0 = [surface] + $0.prefix(3) }
        return surface
      } catch { throw .formula(error) }
    })

  /// The surfaces of the last formulas: a command asks for the same surface up to twenty times.
  private static let recentFormulas = Mutex<[AnySurface]>([])
}

extension SurfaceChoice {
  /// Whether both choices are equal and no parameter is 0 in one and −0 in the other.
  fileprivate func hasBits(of other: SurfaceChoice) -> Bool {
    self == other && knobs.allSatisfy { other.knobs[$0]?.sign == $1.sign }
  }
}
