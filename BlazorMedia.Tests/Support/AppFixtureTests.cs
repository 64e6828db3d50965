namespace BlazorMedia.Tests.Support;

public sealed class AppFixtureTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task The_host_answers_on_a_real_port_and_keeps_its_files_in_its_own_directory()
    {
        using var client = app.CreateClient();

        using var answer = await client.GetAsync("/", TestContext.Current.CancellationToken);

        app.Address.Port.ShouldBeGreaterThan(0);
        ((int)answer.StatusCode).ShouldBeLessThan(500);
        Directory.GetFiles(app.DataDirectory).ShouldNotBeEmpty();
    }
}
