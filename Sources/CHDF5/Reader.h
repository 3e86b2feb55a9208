#pragma once

/// The name of the program in the process that reads a file.
#define READER_NAME "ravine-hdf5-reader"
