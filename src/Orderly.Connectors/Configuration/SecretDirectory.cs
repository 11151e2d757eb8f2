using System.Text.RegularExpressions;

namespace Orderly.Connectors.Configuration;

/// <summary>
/// Secrets as files of one directory (also what systemd credentials are). Configuration holds only
/// <c>secret:name</c>; the value is read when it is needed, so that a rotated file works at once.
/// </summary>
public sealed partial class SecretDirectory(string directory)
{
    /// <summary>Whether the name may be one of a secret, and its file is there.</summary>
    public bool Has(string name) => NamePattern().IsMatch(name) && File.Exists(Path.Combine(directory, name));

    /// <exception cref="InvalidOperationException">There is no such secret. The message names it and never its value.</exception>
    public string Read(string name)
    {
        if (!Has(name))
            throw new InvalidOperationException($"Expected a file for secret:{name} in the secrets directory, but there is none");
        return File.ReadAllText(Path.Combine(directory, name)).TrimEnd('\r', '\n');
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$")]
    private static partial Regex NamePattern();
}
