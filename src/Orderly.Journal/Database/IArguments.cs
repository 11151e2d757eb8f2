namespace Orderly.Journal.Database;

/// <summary>Takes a statement's values from left to right, one call a column.</summary>
internal interface IArguments
{
    void Uuid(Guid? value);
    void Short(short? value);
    void Int(int? value);
    void Long(long? value);
    void Double(double? value);
    void Text(string? value);
    void Bytes(byte[]? value);

    /// <summary>One argument that holds many: the right side of <c>{in: $n type}</c>.</summary>
    void Ints(IReadOnlyCollection<int> values);

    /// <inheritdoc cref="Ints"/>
    void Uuids(IReadOnlyCollection<Guid> values);

    /// <inheritdoc cref="Ints"/>
    void Texts(IReadOnlyCollection<string> values);
}

/// <summary>One row of a result, by column from 0.</summary>
internal interface IRow
{
    bool IsNull(int column);
    Guid Uuid(int column);
    short Short(int column);
    int Int(int column);
    long Long(int column);
    double Double(int column);
    string Text(int column);
    byte[] Bytes(int column);
}

internal static class NullableColumns
{
    public static Guid? UuidOrNull(this IRow row, int column) => row.IsNull(column) ? null : row.Uuid(column);
    public static long? LongOrNull(this IRow row, int column) => row.IsNull(column) ? null : row.Long(column);
    public static string? TextOrNull(this IRow row, int column) => row.IsNull(column) ? null : row.Text(column);
}
