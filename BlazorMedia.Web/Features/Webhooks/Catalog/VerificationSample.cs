namespace BlazorMedia.Web.Features.Webhooks.Catalog;

/// <summary>How a receiver makes sure that a request comes from here: code to copy, kept as files so that a test can run them.</summary>
internal static class VerificationSample
{
    /// <summary>The languages by their name in the address, with the name that people know.</summary>
    public static readonly IReadOnlyDictionary<string, string> Languages = new Dictionary<string, string> { ["bash"] = "Bash", ["csharp"] = "C#", ["python"] = "Python" };

    /// <param name="profile"><c>standard</c> or <c>hex</c>.</param>
    /// <param name="language">A key of <see cref="Languages"/>.</param>
    public static string Of(string profile, string language)
    {
        var file = $"{profile}.{language switch { "csharp" => "csharp.txt", "python" => "py", _ => "sh" }}";
        using var stream = typeof(VerificationSample).Assembly.GetManifestResourceStream($"{typeof(VerificationSample).Namespace}.Samples.{file}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }
}
