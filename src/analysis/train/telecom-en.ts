/**
 * English telecom posts written for this project; no real person or post. Each line: `c` complaint or `n` none, then `-`, `0`
 * or `+` for the sentiment, then the text. A quarter of the lines is kept for measuring and never trained on (datasets.ts).
 */
export const telecomEn = `
c- No signal since this morning and nobody at the hotline picks up
n0 Which 4G plan is best for a month in Vietnam?
c- You charged me twice for the same bill, please refund my money
n+ Installed fibre yesterday, 300 Mbps all day, very happy with it
c- the app keeps crashing every time I try to top up
n0 How do I check my remaining data on Mobifone?
c- Been waiting three weeks for a technician, still no internet at home
n+ Great service at the airport counter, got my eSIM in five minutes
c- Your roaming package did not work at all in Japan, what a waste
n0 Viettel launches 5G service in Hanoi
c- I cancelled this service twice and you still take money from my account
n+ Thanks to the support team for fixing my line so quickly
c- Why is my connection so slow every evening? Paying for 200 and getting 10
n0 Do I need my passport to register a SIM card?
c- Still getting spam calls every day, do something about it
n0 Looking for a portable wifi router, any recommendations?
c- worst network ever, calls drop all the time
n+ Love the new app, so much easier to pay the bill
c- My number was blocked without any notice, this is unacceptable
n0 The maintenance window is from midnight to 4 am on Sunday
c- @support three emails and no reply, is anyone there?
n+ best coverage on the island, highly recommended
c- The staff at the shop were rude and refused to help
n0 I am moving to Da Nang next month, which provider covers the old town?
c- TV box freezes during every single match
n+ 5G here is amazing, downloaded the whole movie in a minute
c- data package gone after two days, there is no way I used 60GB
n0 Selling a used modem, works fine, message me
c- Website says out of order when I try to log in, error 500 for two days
n0 Can I keep my number when I switch operator?
c- I was promised a callback within 24 hours. Five days later, nothing.
n+ Smooth and stable for two years, no reason to switch
c- OTP messages never arrive so I can't use my bank, fix this please
n0 What is the difference between prepaid and postpaid?
c- Price went up again and the speed went down, I'm switching to another company
n+ Shout out to the guy on the hotline tonight, so patient and kind
c- can't make calls, emergency only, what's going on?
n0 Just changed my plan to the family one
c- hidden fees everywhere, your invoice makes no sense
n0 They announced a new tariff for students today
c- Internet down again. Third time this week.
n+ really good value for the price
c- I have been on hold for 45 minutes, this is ridiculous
n0 Is there an English menu on the hotline?
c- You sold me a SIM that was already registered to someone else
n+ Pleasantly surprised by how fast they solved my problem
c- Please stop sending me promotional messages at night
n0 Watching the football tonight with friends
c- still no refund after two months, I will report you to the authority
n+ my new plan is cheaper and faster, win win
`;
