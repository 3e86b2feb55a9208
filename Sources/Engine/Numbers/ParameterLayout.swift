/// The named blocks of a parameter vector, in order.
public struct ParameterLayout: Sendable, Hashable {
  /// A matrix or a vector of parameters, by rows.
  public struct Block: Sendable, Hashable {
    /// The name, such as W₁ as `W1`.
    public let name: String
    /// The shape; a vector is one row.
    public let rows, columns: Int
    /// Whether each row holds the weights of one unit, as opposed to biases.
    public let isWeight: Bool

    /// Creates a block.
    public init(_ name: String, rows: Int, columns: Int, isWeight: Bool) {
      (self.name, self.rows, self.columns, self.isWeight) = (name, rows, columns, isWeight)
    }

    /// The number of parameters.
    public var count: Int { rows * columns }
  }

  /// The blocks in order.
  public let blocks: [Block]

  /// Creates a layout from its blocks.
  public init(_ blocks: [Block]) { self.blocks = blocks }

  /// The number of parameters.
  public var dimension: Int { blocks.reduce(0) { $0 + $1.count } }

  /// The ranges of the parameters of each block, in order.
  public var ranges: [Range<Int>] {
    var first = 0
    return blocks.map { block in
      defer { first += block.count }
      return first..<first + block.count
    }
  }

  /// The ranges of parameters with one norm in filter normalization.
  ///
  /// The rows of the weights; the whole vector without weights.
  public var filters: [Range<Int>] {
    guard blocks.contains(where: \.isWeight) else { return [0..<dimension] }
    var (first, filters): (Int, [Range<Int>]) = (0, [])
    for block in blocks {
      if block.isWeight {
        for row in 0..<block.rows {
          filters.append(first + row * block.columns..<first + (row + 1) * block.columns)
        }
      }
      first += block.count
    }
    return filters
  }

  /// The name of a parameter, such as `W1[3,5]`, `b2[0]` or `b`; the index outside the layout.
  public func name(of index: Int) -> String {
    var rest = index
    for block in blocks {
      if rest < block.count {
        if block.count == 1 { return block.name }
        return block.rows == 1
          ? "\(block.name)[\(rest)]"
          : "\(block.name)[\(rest / block.columns),\(rest % block.columns)]"
      }
      rest -= block.count
    }
    return "\(index)"
  }

  /// Returns the index of the parameter with a name, as `name(of:)` writes it; nil for other names.
  public func index(of name: String) -> Int? {
    var first = 0
    for block in blocks {
      if name == block.name || name.hasPrefix(block.name + "[") {
        return (first..<first + block.count).first { self.name(of: $0) == name }
      }
      first += block.count
    }
    return nil
  }
}
