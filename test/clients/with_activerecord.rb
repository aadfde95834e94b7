# ActiveRecord: a model finds the columns of its table, reads and writes them.
require 'bigdecimal'
require 'date'
require_relative 'matrix'
require "#{ENV['SNIPPETS']}/loanfin_activerecord"

class EveryType < ActiveRecord::Base
  self.table_name = 'every_type'
end

class Kept < ActiveRecord::Base
  self.table_name = 'kept'
end

class Record
  LACKS = { 'copies out' => 'ActiveRecord has no COPY: ask its raw connection',
            'copies in' => 'ActiveRecord has no COPY: ask its raw connection',
            'reads rows in binary' => 'ActiveRecord asks for text',
            'reads every type in binary' => 'ActiveRecord asks for text',
            'sends every type in binary' => 'ActiveRecord sends text' }.freeze

  def initialize
    connect(adapter: 'postgresql')
  end

  def reconnect
    ActiveRecord::Base.connection.reconnect!
  end

  def rows(query, *parameters)
    number = 0
    query = query.gsub('?') { "$#{number += 1}" } unless parameters.empty?
    result = ActiveRecord::Base.connection.exec_query(query, 'SQL', parameters)
    result.columns.length == 1 ? result.cast_values.zip : result.cast_values
  end

  def insert
    EveryType.order(:id).each { |row| Kept.create!(row.attributes) }
  end

  def reflect
    EveryType.columns.map { |column| [column.name, column.sql_type] }
  end
end

Matrix.new(Record.new).run
