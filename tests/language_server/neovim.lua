-- Uses the language server as an author does, and writes what Neovim shows to a file.
local seen, wait = {}, 30000

local function until_true(what, condition)
  if not vim.wait(wait, condition, 20) then
    error('nothing came of: ' .. what)
  end
end

local function first_window_above()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return window
    end
  end
end

local function session()
  vim.cmd('filetype on')
  loadstring(vim.env.SETTINGS)()
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.RECORD))
  until_true('the start', function()
    local client = vim.lsp.get_active_clients()[1]
    return client and client.initialized
  end)
  local id = vim.lsp.get_active_clients()[1].id

  -- A mistake is typed, and shown.
  vim.fn.search('resolved')
  vim.cmd('normal! ciwresolvd')
  until_true('a finding', function() return #vim.diagnostic.get(0) > 0 end)
  local found = vim.diagnostic.get(0)[1]
  seen.finding = { line = found.lnum, column = found.col, end_column = found.end_col, source = found.source,
    message = found.message }

  -- Its code action corrects it.
  vim.ui.select = function(items, _, choose)
    seen.actions = vim.tbl_map(function(item) return item[2].title end, items)
    choose(items[1], 1)
  end
  vim.lsp.buf.code_action()
  until_true('the code action', function() return vim.fn.search('status: resolved', 'nw') > 0 end)
  until_true('the end of the finding', function() return #vim.diagnostic.get(0) == 0 end)

  -- A component is completed.
  vim.fn.search('component: \\zssearch')
  vim.cmd('normal! ciwse')
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  vim.api.nvim_win_set_cursor(0, { row, column + 1 })
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/completion', vim.lsp.util.make_position_params(), wait)
  local items = vim.lsp.util.extract_completion_items(answers[id].result)
  seen.completion = vim.tbl_map(function(item) return item.label end, items)
  vim.lsp.util.apply_text_edits({ items[1].textEdit }, 0, vim.lsp.get_client_by_id(id).offset_encoding)
  seen.completed = vim.api.nvim_get_current_line()

  -- It is explained, and leads to its entry in status.yml.
  vim.fn.search('component: \\zssearch')
  vim.lsp.buf.hover()
  until_true('the hover', first_window_above)
  local shown = vim.api.nvim_win_get_buf(first_window_above())
  seen.hover = table.concat(vim.api.nvim_buf_get_lines(shown, 0, -1, false), '\n')
  vim.lsp.buf.definition()
  until_true('the definition', function() return vim.api.nvim_buf_get_name(0):match('status%.yml$') end)
  seen.definition = vim.api.nvim_get_current_line()

  vim.lsp.stop_client(id)
  until_true('the end', function() return vim.lsp.client_is_stopped(id) end)
end

local ok, problem = pcall(session)
if not ok then
  seen.problem = tostring(problem)
end
vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.RESULT)
vim.cmd('qall!')
