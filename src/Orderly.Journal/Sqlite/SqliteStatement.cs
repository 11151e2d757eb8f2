using System.Text.Json;
using Orderly.Journal.Database;
using SQLitePCL;

namespace Orderly.Journal.Sqlite;

/// <summary>A prepared statement: bound left to right, stepped, read, reset. Binds without boxing; a uuid is 16 bytes big-endian.</summary>
internal sealed class SqliteStatement(sqlite3 handle, sqlite3_stmt stmt) : IArguments, IRow, IDisposable
{
    private int bound;

    /// <summary>True when there is a row to read.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(stmt);
        return code switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw SqliteErrors.ToException(handle, code),
        };
    }

    public void Reset()
    {
        // The code of a failed step comes again here; it was thrown then.
        _ = raw.sqlite3_reset(stmt);
        bound = 0;
    }

    public void Uuid(Guid? value)
    {
        if (value is not { } uuid)
        {
            Null();
            return;
        }
        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        Check(raw.sqlite3_bind_blob(stmt, ++bound, bytes));
    }

    public void Short(short? value) => Long(value);

    public void Int(int? value) => Long(value);

    public void Long(long? value)
    {
        if (value is { } number) Check(raw.sqlite3_bind_int64(stmt, ++bound, number));
        else Null();
    }

    public void Double(double? value)
    {
        if (value is { } number) Check(raw.sqlite3_bind_double(stmt, ++bound, number));
        else Null();
    }

    public void Text(string? value)
    {
        if (value is null) Null();
        else Check(raw.sqlite3_bind_text(stmt, ++bound, StorableText.ToUtf8(value)));
    }

    public void Bytes(byte[]? value)
    {
        if (value is null) Null();
        else if (value.Length == 0) Check(raw.sqlite3_bind_zeroblob(stmt, ++bound, 0));
        else Check(raw.sqlite3_bind_blob(stmt, ++bound, value));
    }

    public void Ints(IReadOnlyCollection<int> values) => Text($"[{string.Join(',', values)}]");

    public void Uuids(IReadOnlyCollection<Guid> values) => Text($"[{string.Join(',', values.Select(v => $"\"{v:N}\""))}]");

    public void Texts(IReadOnlyCollection<string> values) =>
        Text($"[{string.Join(',', values.Select(v => $"\"{JsonEncodedText.Encode(StorableText.Check(v))}\""))}]");

    public bool IsNull(int column) => raw.sqlite3_column_type(stmt, column) == raw.SQLITE_NULL;

    public Guid Uuid(int column) => new(raw.sqlite3_column_blob(stmt, column), bigEndian: true);

    public short Short(int column) => (short)raw.sqlite3_column_int(stmt, column);

    public int Int(int column) => raw.sqlite3_column_int(stmt, column);

    public long Long(int column) => raw.sqlite3_column_int64(stmt, column);

    public double Double(int column) => raw.sqlite3_column_double(stmt, column);

    public string Text(int column) => raw.sqlite3_column_text(stmt, column).utf8_to_string();

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(stmt, column).ToArray();

    public void Dispose() => stmt.Dispose();

    private void Null() => Check(raw.sqlite3_bind_null(stmt, ++bound));

    private void Check(int code) => SqliteErrors.Check(handle, code);
}
