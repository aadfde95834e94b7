# Ruby's pg: results are strings unless a type map says otherwise.
require 'bigdecimal'
require 'date'
require_relative 'matrix'
require "#{ENV['SNIPPETS']}/loanfin_ruby"

class RubyPg
  LACKS = { 'reads rows in binary' => 'pg has no decoder for decimals and days in binary',
            'reflects the columns' => 'pg has no reflection' }.freeze

  def initialize
    reconnect
  end

  def reconnect
    @connection = connect
  end

  def rows(query, *parameters)
    number = 0
    query = query.gsub('?') { "$#{number += 1}" } unless parameters.empty?
    @connection.exec_params(query, parameters).values
  end

  def copy_out(query)
    text = +''
    @connection.copy_data(query) do
      while (line = @connection.get_copy_data)
        text << line
      end
    end
    text.force_encoding('UTF-8')
  end

  def copy_in(query, text)
    @connection.copy_data(query) { @connection.put_copy_data(text) }
  end

  def read_binary(type)
    @connection.exec_params("SELECT #{type} FROM every_type WHERE #{type} IS NOT NULL ORDER BY id", [], 1,
                            PG::TypeMapAllStrings.new).values.flatten
  end

  def send_binary(type, bytes)
    @connection.exec_params("SELECT CAST($1 AS #{type})::text", [{ value: bytes, format: 1 }], 0,
                            PG::TypeMapAllStrings.new).getvalue(0, 0)
  end
end

Matrix.new(RubyPg.new).run if $PROGRAM_NAME == __FILE__
