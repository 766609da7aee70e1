"""Rules 规则: one module per family. They decide with values and return intentions; they load and save nothing."""
