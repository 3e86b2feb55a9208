// swift-tools-version: 6.2

import PackageDescription

// Engine is compiled for the vector instructions of this machine; RAVINE_PORTABLE=1 selects the
// baseline of the architecture. -fno-math-errno is needed because a square root that sets errno has
// no vector instruction. Both builds give the same bits: Swift never fuses a multiplication and an
// addition. A fetched dependency also uses the baseline: the root package chooses the machine, and
// some versions of SwiftPM reject unsafe flags in dependencies.
let isFetched = ["/checkouts/", "/registry/downloads/"].contains {
  Context.packageDirectory.contains($0)
}

// Without debug information a release build takes a seventh less time; debug builds have it. SwiftPM
// adds a later -g, which only -Xfrontend overrides.
let strict: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
  + (isFetched
    ? [] : [.unsafeFlags(["-Xfrontend", "-gnone"], .when(configuration: .release))])

#if arch(x86_64)
  let vectors: [SwiftSetting] =
    isFetched || Context.environment["RAVINE_PORTABLE"] == "1"
    ? [] : [.unsafeFlags(["-Xcc", "-march=native", "-Xcc", "-fno-math-errno"])]
#else
  let vectors: [SwiftSetting] = []
#endif

// Debug builds optimize the pure modules too: the tests then take a third of the time. Checks for
// overflow, bounds and preconditions stay; RAVINE_UNOPTIMIZED=1 keeps the assertions as well.
let optimized: [SwiftSetting] =
  isFetched || Context.environment["RAVINE_UNOPTIMIZED"] == "1"
  ? [] : [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "ravine",
  products: [
    .library(name: "Engine", targets: ["Engine"]),
    .executable(name: "ravine", targets: ["ravine"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "CVectors"),
    .target(
      name: "Vectors", dependencies: ["CVectors"], swiftSettings: strict + optimized + vectors),
    .target(name: "Integers", swiftSettings: strict + optimized),
    .target(name: "SafeText", swiftSettings: strict + optimized),
    .target(name: "Spelling", swiftSettings: strict + optimized),
    .target(
      name: "Engine", dependencies: ["CVectors", "Vectors", "Integers", "SafeText", "Spelling"],
      swiftSettings: strict + optimized + vectors, plugins: ["EmbedText"]),
    .plugin(name: "EmbedText", capability: .buildTool(), path: "Sources/EmbedText"),
    .target(
      name: "Lessons", dependencies: ["Engine"], swiftSettings: strict + optimized),
    .target(
      name: "Drawing", dependencies: ["Integers", "SafeText"], swiftSettings: strict + optimized,
      linkerSettings: [.linkedLibrary("m")]),
    .target(
      name: "Raster", dependencies: ["Integers", "CZlib"], swiftSettings: strict + optimized),
    .target(
      name: "Scenes", dependencies: ["Engine", "Drawing", "Integers"],
      swiftSettings: strict + optimized),
    .target(
      name: "Interface",
      dependencies: ["Scenes", "Lessons", "Engine", "Drawing", "Integers", "Spelling"],
      swiftSettings: strict + optimized),
    .target(
      name: "Export",
      dependencies: ["Scenes", "Lessons", "Engine", "Drawing", "Raster", "Integers", "SafeText"],
      swiftSettings: strict + optimized),
    .target(
      name: "StrictYAML",
      dependencies: ["Integers", "SafeText", "Spelling", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .target(
      name: "LessonFormat",
      dependencies: ["StrictYAML", "Lessons", "Engine", "SafeText", "Spelling"],
      swiftSettings: strict),
    .target(
      name: "UserConfiguration",
      dependencies: ["StrictYAML", "Interface", "Drawing", "Engine", "SafeText", "Spelling"],
      swiftSettings: strict),
    .target(
      name: "Gallery", dependencies: ["LandscapeFiles", "LessonFormat", "Engine", "SafeText"],
      path: "Scenarios",
      swiftSettings: strict, plugins: ["EmbedText"]),
    .target(
      name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CHDF5", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(
      name: "LandscapeFiles", dependencies: ["Engine", "Integers", "SafeText", "CHDF5", "CZlib"],
      swiftSettings: strict + optimized),
    .target(
      name: "TerminalShell",
      dependencies: [
        "CNcurses", "Interface", "Drawing", "Engine", "Raster", "Integers", "SafeText",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "ravine",
      dependencies: [
        "Lessons", "Engine", "Drawing", "Scenes", "Interface", "Export", "Raster",
        "StrictYAML", "LessonFormat", "UserConfiguration", "Gallery", "TerminalShell",
        "LandscapeFiles",
        "Spelling", "SafeText", "Integers",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict, plugins: ["CommitStamp"]),
    .plugin(name: "CommitStamp", capability: .buildTool(), path: "Sources/CommitStamp"),

    .target(
      name: "CReference", cSettings: [.unsafeFlags(["-O3", "-march=native", "-ffp-contract=off"])],
      linkerSettings: [.linkedLibrary("mvec", .when(platforms: [.linux]))]),
    .executableTarget(
      name: "benchmark", dependencies: ["CReference", "Engine"], swiftSettings: strict),

    .executableTarget(
      name: "example", dependencies: ["Engine"], path: "Tests/Example/Sources",
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Drawing", "Engine"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "IntegersTests", dependencies: ["Integers"], swiftSettings: strict),
    .testTarget(name: "SafeTextTests", dependencies: ["SafeText"], swiftSettings: strict),
    .testTarget(name: "SpellingTests", dependencies: ["Spelling"], swiftSettings: strict),
    .testTarget(
      name: "EngineTests", dependencies: ["Engine", "Vectors", "TestSupport"],
      resources: [.copy("Reference")], swiftSettings: strict + vectors),
    .testTarget(
      name: "BuildTests", dependencies: ["Engine", "TestSupport"],
      exclude: ["__Snapshots__"], swiftSettings: strict),
    .testTarget(
      name: "DrawingTests", dependencies: ["Drawing", "TestSupport"],
      exclude: ["__Snapshots__"], swiftSettings: strict),
    .testTarget(name: "RasterTests", dependencies: ["Raster", "CZlib"], swiftSettings: strict),
    .testTarget(
      name: "ScenesTests", dependencies: ["Scenes", "Drawing", "Engine"], swiftSettings: strict),
    .testTarget(
      name: "InterfaceTests",
      dependencies: [
        "Interface", "Export", "Scenes", "Lessons", "Drawing", "Raster", "Engine", "LessonFormat",
        "Gallery", "TestSupport",
      ],
      exclude: ["__Snapshots__"], swiftSettings: strict),
    .testTarget(
      name: "ExportTests",
      dependencies: [
        "Export", "Scenes", "Lessons", "Drawing", "Raster", "Engine", "SafeText", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "LessonsTests",
      dependencies: ["LessonFormat", "Lessons", "Gallery", "Engine", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "LandscapeFilesTests",
      dependencies: ["LandscapeFiles", "Export", "Engine", "CHDF5", "CZlib"],
      swiftSettings: strict),
    .testTarget(
      name: "StrictYAMLTests", dependencies: ["StrictYAML"], swiftSettings: strict),
    .testTarget(
      name: "LessonFormatTests",
      dependencies: ["LessonFormat", "StrictYAML", "Lessons", "Gallery", "Engine", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "UserConfigurationTests",
      dependencies: ["UserConfiguration", "StrictYAML", "Interface", "Drawing"],
      swiftSettings: strict),
    .testTarget(
      name: "TerminalShellTests",
      dependencies: [
        "TerminalShell", "CNcurses", "Interface", "Drawing", "Engine", "Raster", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ProgramTests",
      dependencies: [
        "TestSupport", "Drawing", "Engine", "Lessons", "Interface", "TerminalShell", "ravine",
        "example",
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// RAVINE_BUILD_TESTS keeps only the tests whose results depend on the build: see .ci/run.
if Context.environment["RAVINE_BUILD_TESTS"] != nil {
  package.targets.removeAll { $0.type == .test && $0.name != "BuildTests" }
}

// The fuzzer is optional, because libFuzzer has its own main: see .ci/fuzz.
if Context.environment["RAVINE_FUZZER"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "Lessons", "Engine", "Drawing", "Interface", "Export", "StrictYAML", "LessonFormat",
        "UserConfiguration", "TerminalShell", "LandscapeFiles", "Vectors",
      ],
      path: "Tests/Fuzz", exclude: ["Corpus"],
      swiftSettings: strict + vectors + [.unsafeFlags(["-parse-as-library"])]))
}

// The DocC plugin is fetched only to build the documentation: see .ci/docs.
if Context.environment["RAVINE_DOCS"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0"))
}
