"""Jobs 后台作业: the bodies of what actions defer by name; `config.worker` registers and runs them."""
