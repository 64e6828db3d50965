using System.Text.RegularExpressions;

namespace BlazorMedia.Tests.Architecture;

/// <summary>What blocks a thread, reads the wall clock, leaks sockets or hides work.</summary>
internal static class BannedSymbols
{
    private static readonly (Regex Pattern, string Instead)[] Banned =
    [
        (new(@"(?<=[\w)])\.Result\b(?!\s*[<(\w=])"), "await it"),
        (new(@"\.Wait\(\)|\.GetAwaiter\(\)\.GetResult\(\)"), "await it"),
        (new(@"\bDateTime\.(Utc)?Now\b|\bDateTimeOffset\.(Utc)?Now\b|\bDateTime\.Today\b"), "inject TimeProvider"),
        (new(@"\bnew HttpClient\("), "take one from IHttpClientFactory"),
        (new(@"\bThread\.Sleep\("), "await something"),
        (new(@"\bTask\.Delay\((?![^;]*\b(?i:time|clock|timeprovider)\b)"), "pass the TimeProvider; a retry is a row with NextAttemptAt"),
        (new(@"\basync void\b"), "return a Task"),
        (new(@"^\s*#region\b"), "make it a type"),
        (new(@"\b(TO" + @"DO|FIX" + @"ME)\b"), "write an issue"),
        (new(@"\bclass \w+(Manager|Helper|Helpers|Util|Utils)\b"), "name what it does"),
    ];

    public static IEnumerable<string> Violations(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.Lines
        from banned in Banned
        let found = banned.Pattern.Match(line.Text)
        where found.Success
        select file.At(line.Number, $"'{found.Value.Trim()}': {banned.Instead}");
}
