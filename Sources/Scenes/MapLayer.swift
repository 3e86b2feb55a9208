/// A layer of a map: the shapes that it adds to a scene.
///
/// To add a layer, add one file to `Layers` and one line to `MapLayer.all`.
public struct MapLayer: Sendable {
  /// The name, which identifies the layer.
  public let name: String
  /// The group of layers to which the layer belongs.
  let group: Group
  /// When the screen shows the layer; figures show every layer.
  public let visibility: Visibility
  /// Returns the shapes of the layer, from the bottom to the top.
  let shapes: @Sendable (MapScene) -> [MapShape]
  /// Returns the entries of the legend.
  let legend: @Sendable (MapScene) -> [MapLegendEntry]

  init(
    _ name: String, _ group: Group, _ visibility: Visibility,
    shapes: @escaping @Sendable (MapScene) -> [MapShape],
    legend: @escaping @Sendable (MapScene) -> [MapLegendEntry] = { _ in [] }
  ) {
    self.name = name
    self.group = group
    self.visibility = visibility
    self.shapes = shapes
    self.legend = legend
  }

  /// The layers of a map, from the bottom to the top.
  public static let all: [MapLayer] = [
    .field,
    .contours,
    .profile,
    .valley,
    .criticalPoints,
    .trainingPath,
    .trails,
    .predictions,
    .ascentSteps,
    .starts,
    .iterates,
  ]

  /// Layers that a painter draws together, from the bottom to the top.
  public enum Group: Int, Sendable {
    /// The layers of the surface, equal in all maps of a surface.
    case surface
    /// Lines inside the border of the map.
    case lines
    /// Lines under the border of the map.
    case steps
    /// Marks over the border of the map.
    case marks
  }

  /// When the screen shows a layer.
  public enum Visibility: Sendable {
    /// Always.
    case always
    /// Never: cells are too coarse.
    case figuresOnly
    /// On request; the value is the initial choice.
    case optional(isInitiallyVisible: Bool)
  }
}

extension MapLayer: Hashable {
  /// Returns whether both layers have the same name.
  public static func == (a: MapLayer, b: MapLayer) -> Bool { a.name == b.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Set<MapLayer> {
  /// The layers of a figure.
  public static let figure = Set(MapLayer.all)

  /// The layers of a relief, over its surface.
  public static let relief: Set<MapLayer> = [.trails, .iterates]

  /// The layers of the screen before a command shows or hides a layer.
  public static let screen = Set(
    MapLayer.all.filter {
      switch $0.visibility {
      case .always: true
      case .figuresOnly: false
      case .optional(let isInitiallyVisible): isInitiallyVisible
      }
    })
}

extension MapScene {
  /// Returns the shapes of some layers, from the bottom to the top.
  ///
  /// With a group, returns only the shapes of the layers in the group.
  public func shapes(of layers: Set<MapLayer>, in group: MapLayer.Group? = nil) -> [MapShape] {
    MapLayer.all.filter { layers.contains($0) && (group == nil || $0.group == group) }
      .flatMap { $0.shapes(self) }
  }

  /// Returns the legend of some layers, in the order of `MapLegendEntry.Symbol`.
  public func legend(of layers: Set<MapLayer>) -> [MapLegendEntry] {
    MapLayer.all.filter(layers.contains).flatMap { $0.legend(self) }
      .sorted { $0.symbol.rawValue < $1.symbol.rawValue }
  }
}
