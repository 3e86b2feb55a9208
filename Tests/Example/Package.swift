// swift-tools-version: 6.2

import PackageDescription

// An example of a package that depends on Ravine's Engine. Here the dependency is a path;
// elsewhere use .package(url: "…/ravine", from: "0.1.0").
let package = Package(
  name: "example",
  dependencies: [.package(name: "ravine", path: "../..")],
  targets: [
    .executableTarget(
      name: "example", dependencies: [.product(name: "Engine", package: "ravine")],
      path: "Sources")
  ]
)
