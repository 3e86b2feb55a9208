// swift-tools-version: 6.2

import PackageDescription

// A package of somebody else's, that uses Ravine's engine. Beside the sources it is used by path;
// elsewhere: .package(url: "…/ravine", from: "0.1.0").
let package = Package(
  name: "example",
  dependencies: [.package(name: "ravine", path: "../..")],
  targets: [
    .executableTarget(
      name: "example", dependencies: [.product(name: "Engine", package: "ravine")],
      path: "Sources")
  ]
)
