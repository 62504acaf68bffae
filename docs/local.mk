# SPDX-License-Identifier: MIT
dist_doc_DATA += %D%/plugin-tutorial.md
