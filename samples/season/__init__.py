"""The sample season 示例行动: what bureaus might have done from July to November 2021, as lines of a journal."""
