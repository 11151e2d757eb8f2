namespace Orderly.Web.Tests.Hosting;

/// <summary>The tests' own models and forms, carried in the assembly.</summary>
internal static class ModelFile
{
    public static byte[] Bytes(string name)
    {
        using var stream = typeof(ModelFile).Assembly.GetManifestResourceStream($"models/{name}")
            ?? throw new FileNotFoundException($"Expected the model '{name}' in the test assembly, but it is not there");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
