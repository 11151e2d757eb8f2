using Npgsql;
using NpgsqlTypes;
using Orderly.Journal.Database;

namespace Orderly.Journal.Postgres;

/// <summary>Arguments of one row, and rows of a result.</summary>
internal static class PostgresRows
{
    public static async ValueTask<List<T>> Read<T>(NpgsqlCommand command, Action<IArguments> bind, Func<IRow, T> map, CancellationToken cancel)
    {
        bind(new Arguments(command.Parameters));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var row = new Row(reader);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel)) rows.Add(map(row));
        return rows;
    }

    public sealed class Row(NpgsqlDataReader reader) : IRow
    {
        public bool IsNull(int column) => reader.IsDBNull(column);
        public Guid Uuid(int column) => reader.GetFieldValue<Guid>(column);
        public short Short(int column) => reader.GetFieldValue<short>(column);
        public int Int(int column) => reader.GetFieldValue<int>(column);
        public long Long(int column) => reader.GetFieldValue<long>(column);
        public double Double(int column) => reader.GetFieldValue<double>(column);
        public string Text(int column) => reader.GetFieldValue<string>(column);
        public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);
    }

    private sealed class Arguments(NpgsqlParameterCollection parameters) : IArguments
    {
        public void Uuid(Guid? value) => Add(value, NpgsqlDbType.Uuid);
        public void Short(short? value) => Add(value, NpgsqlDbType.Smallint);
        public void Int(int? value) => Add(value, NpgsqlDbType.Integer);
        public void Long(long? value) => Add(value, NpgsqlDbType.Bigint);
        public void Double(double? value) => Add(value, NpgsqlDbType.Double);
        public void Text(string? value) => Add(value is null ? null : StorableText.Check(value), NpgsqlDbType.Text);
        public void Bytes(byte[]? value) => Add(value, NpgsqlDbType.Bytea);
        public void Ints(IReadOnlyCollection<int> values) => Add(values.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer);
        public void Uuids(IReadOnlyCollection<Guid> values) => Add(values.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
        public void Texts(IReadOnlyCollection<string> values) => Add(values.Select(StorableText.Check).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

        private void Add(object? value, NpgsqlDbType type) => parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
    }
}
