# The cells of the matrix, for clients in Ruby.  A client offers rows(query,
# *parameters), where a question mark is a parameter, reconnect, and LACKS:
# why it does not have a cell; what else it may offer is looked for by name.
class Matrix
  def initialize(client)
    @client = client
    @lacks = client.class::LACKS
    @questions = rows('SELECT cell, query, answer FROM question').to_h { |cell, *rest| [cell, rest] }
    @types = rows('SELECT type FROM type_of_loanfin ORDER BY type').flatten
    @values = rows("SELECT type, text, encode(bytes, 'hex') FROM sample_value ORDER BY type, id")
  end

  def run
    @questions.each_key { |name| ask(name) if name.start_with?('reads ') && !@lacks[name] }
    @types.each { |type| send_type(type) }
    ask('sends numbers and dates', BigDecimal('123456.78'), BigDecimal('0.0475'), 36, Date.new(2024, 1, 31))
    ask('sends a double', 0.1 * 0.7)
    ask('sends a grade', 'doubtful')
    cell('inserts every type', '') { kept { insert } }
    copy if @client.respond_to?(:copy_out)
    binary if @client.respond_to?(:read_binary)
    reflect if @client.respond_to?(:reflect)
    cell('survives a reconnect', 'the same') { reconnect }
    @lacks.each { |name, reason| puts "ok - #{name} # SKIP #{reason}" }
  end

  private

  def rows(query, *parameters)
    @client.rows(query, *parameters)
  end

  # Rows as questions.sql writes them.
  def shown(rows)
    rows.map { |row| row.map { |value| text(value) }.join('|') }.join("\n")
  end

  def text(value)
    case value
    when nil then 'NULL'
    # a decimal does not keep the zeros at its end
    when BigDecimal then value.to_s('F').sub(/\.(\d)\z/, '.\10')
    when Array then value.join(',')
    else value.to_s
    end
  end

  # Says whether a block gives what is expected.
  def cell(name, expected)
    got = begin
      yield
    rescue StandardError => e
      "#{e.class}: #{e.message}"
    end
    puts "#{got == expected ? 'ok' : 'not ok'} - #{name}"
    puts "#{got}\ninstead of #{expected}".gsub(/^/, '# ') if got != expected
  end

  def ask(name, *parameters)
    query, answer = @questions[name]
    cell(name, answer) { shown(rows(query, *parameters)) }
  end

  def send_type(type)
    texts = @values.select { |name, _| name == type }.map { |_, text| text }
    cell("sends #{type}", texts) { texts.map { |text| rows("SELECT CAST(? AS #{type})::text", text)[0][0] } }
  end

  def kept
    rows('TRUNCATE kept')
    yield
    rows('SELECT columns FROM difference')[0][0]
  end

  def insert
    return @client.insert if @client.respond_to?(:insert)

    rows('SELECT * FROM every_type').each do |row|
      rows("INSERT INTO kept VALUES (#{row.map { '?' }.join(', ')})", *row)
    end
  end

  def copy
    query, answer = @questions['copies out']
    cell('copies out', answer) { @client.copy_out(query) }
    cell('copies in', '') { kept { @client.copy_in('COPY kept FROM STDIN', answer) } }
  end

  # The types whose values differ, of which there are none; rows are not asked for.
  def binary
    sent = @values.select { |_, _, hex| hex }.map { |type, text, hex| [type, text, [hex].pack('H*')] }
    cell('reads every type in binary', []) do
      sent.group_by(&:first).reject { |type, values| @client.read_binary(type) == values.map(&:last) }.keys
    end
    cell('sends every type in binary', []) do
      sent.reject { |type, text, bytes| @client.send_binary(type, bytes) == text }.map(&:first)
    end
  end

  def reflect
    cell('reflects the columns', @types.map { |type| [type, type] }) { @client.reflect.reject { |name,| name == 'id' } }
  end

  def reconnect
    before = rows('SELECT money_schedule FROM every_type WHERE id = 1')
    begin
      rows('SELECT pg_terminate_backend(pg_backend_pid())')
      return 'the connection is alive'
    rescue StandardError
      @client.reconnect
    end
    rows('SELECT money_schedule FROM every_type WHERE id = 1') == before ? 'the same' : 'another'
  end
end
