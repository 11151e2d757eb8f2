using System.Text;

namespace Orderly.Web.Security;

/// <summary>Where a person is sent after a post. Only paths of this site: a link from outside must not lead outside.</summary>
internal static class LocalPath
{
    public static string OrHome(string? path) => IsLocal(path) ? Encoded(path!) : "/";

    // A Location header carries ASCII alone.
    private static string Encoded(string path) => Ascii.IsValid(path)
        ? path
        : string.Concat(path.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    // "//host" and "/\host" are read by browsers as another site.
    private static bool IsLocal(string? path) =>
        path is { Length: > 0 } && path[0] == '/' && (path.Length == 1 || (path[1] != '/' && path[1] != '\\')) && !path.Any(char.IsControl);
}
