namespace BlazorMedia.Tests.Support;

internal sealed partial class TempFolder
{
    partial void ForgetDatabase() => TestDatabase.Forget(Path);
}
