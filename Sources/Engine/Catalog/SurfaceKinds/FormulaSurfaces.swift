extension SurfaceKind {
  /// The formulas in x and y; accepts every text, because the parser describes errors.
  static let formula = SurfaceKind(
    name: "formula", accepts: { _ in true },
    surface: { choice throws(EngineError) in
      do throws(FormulaError) {
        return try recentFormulas.value(for: choice) { () throws(FormulaError) in
          AnySurface(try Formula(choice.source.text, parameters: choice.knobs), choice)
        }
      } catch { throw .formula(error) }
    })

  /// The surfaces of the last formulas: a command asks for the same surface up to twenty times.
  private static let recentFormulas = RecentValues<SurfaceChoice, AnySurface>(capacity: 4) {
    $0.hasBits(of: $1)
  }
}

extension SurfaceChoice {
  /// Whether both choices are equal and no parameter is 0 in one and −0 in the other.
  fileprivate func hasBits(of other: SurfaceChoice) -> Bool {
    self == other && knobs.allSatisfy { other.knobs[$0]?.sign == $1.sign }
  }
}
