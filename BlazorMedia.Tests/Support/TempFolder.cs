namespace BlazorMedia.Tests.Support;

/// <summary>A folder of its own for one test, removed with it, as is the database that belongs to it.</summary>
internal sealed partial class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("bm-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        ForgetDatabase();
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // the test removed it
        }
    }

    // The journeys use this file too, but have no databases of their own.
    partial void ForgetDatabase();
}
