using BlazorMedia.Domain.Accounts;

namespace BlazorMedia.Tests.Accounts;

public sealed class KeyScopesTests
{
    [Theory]
    [InlineData("*", "*", true)]
    [InlineData("*", "streams:write", true)]
    [InlineData("streams", "streams:read", true)]
    [InlineData("streams", "streams:write", true)]
    [InlineData("streams:write", "streams", true)]
    [InlineData("streams:read", "streams:read", true)]
    [InlineData("streams:read", "streams", false)]
    [InlineData("streams:read", "streams:write", false)]
    [InlineData("streams", "*", false)]
    [InlineData("streams", "recordings:read", false)]
    [InlineData("streams", "stream", false)]
    public void A_scope_covers_what_it_opens(string held, string wanted, bool covered) => KeyScopes.Cover([held], wanted).ShouldBe(covered);

    [Theory]
    [InlineData("streams:read,streams", "streams")]
    [InlineData("streams:write,jobs:read", "jobs:read,streams")]
    [InlineData("recordings,*,jobs", "*")]
    [InlineData("jobs,jobs", "jobs")]
    public void What_another_scope_covers_is_left_out(string given, string tidy) => string.Join(',', KeyScopes.Tidy(given.Split(','))).ShouldBe(tidy);
}
