using Npgsql;
using NpgsqlTypes;
using Orderly.Journal.Database;

namespace Orderly.Journal.Postgres;

/// <summary>Many rows as one array a column, for <c>unnest</c>: one statement, one plan, however many rows.</summary>
internal sealed class ColumnArrays : IArguments
{
    private readonly List<Column> columns = [];
    private int next;

    public void EndRow() => next = 0;

    public void AddTo(NpgsqlParameterCollection parameters)
    {
        foreach (var column in columns) parameters.Add(column.ToParameter());
    }

    public void Uuid(Guid? value) => Add(value, NpgsqlDbType.Uuid);
    public void Short(short? value) => Add(value, NpgsqlDbType.Smallint);
    public void Int(int? value) => Add(value, NpgsqlDbType.Integer);
    public void Long(long? value) => Add(value, NpgsqlDbType.Bigint);
    public void Double(double? value) => Add(value, NpgsqlDbType.Double);
    public void Text(string? value) => Add(value is null ? null : StorableText.Check(value), NpgsqlDbType.Text);
    public void Bytes(byte[]? value) => Add(value, NpgsqlDbType.Bytea);

    public void Ints(IReadOnlyCollection<int> values) => throw Nested();
    public void Uuids(IReadOnlyCollection<Guid> values) => throw Nested();
    public void Texts(IReadOnlyCollection<string> values) => throw Nested();

    private static NotSupportedException Nested() => new("Expected one value a column and row, but it is a list");

    private void Add<T>(T value, NpgsqlDbType type)
    {
        if (next == columns.Count) columns.Add(new Column<T>(type));
        ((Column<T>)columns[next++]).Values.Add(value);
    }

    private abstract class Column
    {
        public abstract NpgsqlParameter ToParameter();
    }

    private sealed class Column<T>(NpgsqlDbType type) : Column
    {
        public List<T> Values { get; } = [];

        public override NpgsqlParameter ToParameter() => new NpgsqlParameter<List<T>> { TypedValue = Values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}
