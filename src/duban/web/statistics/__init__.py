"""Statistics 统计分析 on the screen: sums as tables whose every figure opens its rows; charts are drawn from them."""
