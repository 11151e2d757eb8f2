namespace Orderly.Formats.Tests.Fuzz;

/// <summary>Makes hostile inputs out of good ones. The same seed gives the same input, always.</summary>
internal sealed class Mutator(int seed)
{
    public const int MaxBytes = 64 * 1024;

    private static readonly byte[][] Tokens =
    [
        [0x0B], [0x1C], [0x1C, 0x0D], [0x0D], [0x0A], [0x0D, 0x0A], [0x00], [0xFF], [0xC3], [0xEF, 0xBB, 0xBF],
        .. new[]
        {
            "|", "^", "~", "\\", "&", "#", "MSH|^~\\&|", "MSH", "FHS|^~\\&|", "BHS|^~\\&|", "BTS|9999999999", "FTS|-1", "MSA|AA|", "\\X", "\\X41\\", "\\X4\\",
            "\\.br\\", "\\.sp+255\\", "\\H\\", "\\E\\", "\"\"", "\rPID|", "\rOBX|", "20260101010101.0001+1400", "99999999999999999999", "8859/2", "UNICODE UTF-8", "AL", "ER",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    private readonly Random random = new(seed);

    public byte[] Mutate(IReadOnlyList<byte[]> corpus)
    {
        var bytes = new List<byte>(Pick(corpus));
        for (var rounds = random.Next(1, 12); rounds > 0; rounds--) Change(bytes, corpus);
        if (bytes.Count > MaxBytes) bytes.RemoveRange(MaxBytes, bytes.Count - MaxBytes);
        return [.. bytes];
    }

    public int Next(int below) => random.Next(below);

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> corpus)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 40), bytes.Count - at);
        switch (random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                var other = Pick(corpus);
                bytes.InsertRange(at, other.AsSpan(random.Next(other.Length)));
                break;
            case 6:
                bytes.InsertRange(at, Enumerable.Repeat(Pick(Tokens), random.Next(1, 2_000)).SelectMany(token => token).Take(16 * 1024));
                break;
            default:
                bytes.InsertRange(at, Pick(Tokens));
                break;
        }
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
