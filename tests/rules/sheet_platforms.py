"""What the platforms export, a file each, and what each row says: the corpus of `test_sheet_platforms`.

Everybody is invented. The event is the one day of `sheets.a_meeting`, 22 November 2022 from 09:30 to 13:00 in New
Delhi. A row's line is kind, name, stay or time, registration's status, role; what is empty at the end is left out.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Export:
    platform: str
    kind: str
    text: str
    rows: tuple[str, ...]
    said: str = ""  # words of a note
    delimiter: str = ","


EXPORTS = (
    Export("Google Forms", "registrants", """
Timestamp,Email Address,Your full name,Organisation,Which day will you attend?
2022/11/01 7:01:33 PM GMT+5:30,asha@mill.example,Asha Rao,Mill Trust,Both
2022/11/02 8:11:03 AM GMT+5:30,ravi@mill.example,Ravi Das,Mill Trust,Online
""", ("registrant Asha Rao||approved", "registrant Ravi Das||approved")),
    Export("Google Forms in French", "registrants", """
Horodateur,Adresse e-mail,Nom,Prénom,Organisation
01/11/2022 19:01:33,asha@mill.example,Rao,Asha,Mill Trust
""", ("registrant Asha Rao||approved",), said="day/month/year"),
    Export("Google Forms, filled in at the door", "registrants", """
Timestamp,Email Address,Full name
2022/11/22 9:41:33 AM GMT+5:30,asha@mill.example,Asha Rao
""", ("registrant Asha Rao||approved",), said="--kind sign-in"),
    Export("Microsoft Forms", "registrants", """
ID,Start time,Completion time,Email,Name,Organisation,Will you come in person?
1,2022-11-01 09:01:02,2022-11-01 09:03:44,asha@mill.example,Asha Rao,Mill Trust,Yes
2,2022-11-01 09:11:02,2022-11-01 09:13:44,ravi@mill.example,Ravi Das,Mill Trust,No
""", ("registrant Asha Rao||approved", "registrant Ravi Das||approved")),
    Export("Eventbrite", "sign-in", """
Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee Status
1001,2022-11-01 10:00:00+05:30,Asha,Rao,asha@mill.example,1,In person,Attending
1002,2022-11-01 10:00:00+05:30,Ravi,Das,ravi@mill.example,1,In person,Checked In
1003,2022-11-01 10:00:00+05:30,Uma,Sen,uma@mill.example,1,In person,Not Attending
1004,2022-11-01 10:00:00+05:30,Ila,Sen,ila@mill.example,1,In person,Refunded
""", ("registrant Asha Rao||approved", "sign_in Ravi Das||approved", "registrant Uma Sen||cancelled",
      "registrant Ila Sen||cancelled")),
    Export("Eventbrite, before the event", "registrants", """
Attendee first name,Attendee Surname,Attendee email,Order Date
Asha,Rao,asha@mill.example,2022-11-01
""", ("registrant Asha Rao||approved",)),
    Export("pretix, check-in list", "sign-in", """
Order code,Attendee name,Product,Price,Checked in,Checked out,Automatically checked in,E-mail,Company,Order date
AB12C,Asha Rao,Seat,0.00,2022-11-22 09:40:12,2022-11-22 12:00:00,No,asha@mill.example,Mill Trust,2022-11-01
AB12D,Ravi Das,Seat,0.00,,,No,ravi@mill.example,Mill Trust,2022-11-01
""", ("sign_in Asha Rao|09:40-12:00|approved", "registrant Ravi Das||approved")),
    Export("pretix, log of scans", "sign-in", """
Date,Time,Check-in list,Scan type,Order code,Position ID,Secret,Product,Name,Device,Offline override
2022-11-22,09:40:12,Hall,Entry,AB12C,1,xyz,Seat,Asha Rao,Door 1,No
2022-11-22,11:40:12,Hall,Exit,AB12C,1,xyz,Seat,Asha Rao,Door 1,No
2022-11-22,,Hall,Exit,AB12D,1,xyy,Seat,Ravi Das,Door 1,No
""", ("check_in Asha Rao|in 09:40", "check_in Asha Rao|out 11:40", "sign_in Ravi Das|not counted")),
    Export("Luma", "sign-in", """
guest_id,name,email,created_at,approval_status,checked_in_at,qr_code_url
gst-1,Asha Rao,asha@mill.example,2022-11-01T10:00:00.000Z,approved,2022-11-22T04:20:00.000Z,https://x.example/1
gst-2,Ravi Das,ravi@mill.example,2022-11-01T10:00:00.000Z,declined,,https://x.example/2
gst-3,Uma Sen,uma@mill.example,2022-11-01T10:00:00.000Z,pending_approval,,https://x.example/3
""", ("sign_in Asha Rao|09:50|approved", "registrant Ravi Das||denied", "registrant Uma Sen||pending")),
    Export("Tito", "registrants", """
Ticket,Reference,Name,Email,Tags,Registration Date
In person,AB1C-1,Asha Rao,asha@mill.example,,2022-11-01
""", ("registrant Asha Rao||approved",)),
    Export("Indico", "sign-in", """
ID,Name,Affiliation,Email Address,Registration date,Registration state,Price,Checked in,Check-in date
1,Asha Rao,Mill Trust,asha@mill.example,01 Nov 2022 10:00,Completed,0,Yes,22 Nov 2022 09:40
2,Ravi Das,Mill Trust,ravi@mill.example,01 Nov 2022 10:00,Withdrawn,0,No,
3,Uma Sen,Mill Trust,uma@mill.example,01 Nov 2022 10:00,Completed,0,No,
""", ("sign_in Asha Rao|09:40|approved", "registrant Ravi Das||cancelled", "registrant Uma Sen||approved")),
    Export("Hi.Events", "sign-in", """
ID,First Name,Last Name,Email,Status,Check Ins,Product ID,Product Name,Event ID,Public ID,Created Date
1,Asha,Rao,asha@mill.example,ACTIVE,"Hall (2022-11-22 09:40:00)",1,Seat,1,A-1,2022-11-01 10:00:00
2,Ravi,Das,ravi@mill.example,CANCELLED,,1,Seat,1,A-1,2022-11-01 10:00:00
""", ("sign_in Asha Rao|09:40|approved", "registrant Ravi Das||cancelled")),
    Export("Teams, a meeting", "participants", """
1. Summary
Meeting title|Lessons
Attended participants|2
Start time|11/22/22, 9:28:10 AM

2. Participants
Name|First join|Last leave|In-meeting duration|Email|Participant ID (UPN)|Role
Asha Rao|11/22/22, 9:30:00 AM|11/22/22, 12:00:00 PM|2h 20m|asha@mill.example|asha@mill.example|Organizer
Ravi Das|11/22/22, 9:31:00 AM|11/22/22, 1:00:00 PM|3h 29m|ravi@mill.example|ravi@mill.example|Presenter

3. In-Meeting Activities
Name|Join time|Leave time|Duration|Email|Role
Asha Rao|11/22/22, 9:30:00 AM|11/22/22, 10:30:00 AM|1h|asha@mill.example|Organizer
Asha Rao|11/22/22, 10:40:00 AM|11/22/22, 12:00:00 PM|1h 20m|asha@mill.example|Organizer
""", ("participant Asha Rao|not counted||host", "participant Ravi Das|09:31-13:00",
      "participant Asha Rao|09:30-10:30||host", "participant Asha Rao|10:40-12:00||host"), delimiter="|"),
    Export("Teams, a meeting, in German", "participants", """
1. Zusammenfassung
Titel der Besprechung|Lessons

2. Teilnehmer
Name|Erster Beitritt|Letztes Verlassen|Dauer der Besprechung|E-Mail|Teilnehmer-ID (UPN)|Rolle
Asha Rao|22.11.22, 09:30:00|22.11.22, 12:00:00|2 Std. 30 Min.|asha@mill.example|asha@mill.example|Organisator

3. Aktivitäten während der Besprechung
Name|Beitrittszeit|Zeitpunkt des Verlassens|Dauer|E-Mail|Rolle
Asha Rao|22.11.22, 09:30:00|22.11.22, 10:29:00|59 Min. 0 Sek.|asha@mill.example|Organisator
""", ("participant Asha Rao|not counted||host", "participant Asha Rao|09:30-10:29||host"), delimiter="|"),
    Export("Teams, a live event", "participants", """
Session Id,Participant Id,Full Name,UserAgent,UTC Event Timestamp,Action,Role
s1,p1,Asha Rao,Mozilla,11/22/2022 4:00:00 AM,Joined,Attendee
s2,p2,Ravi Das,Mozilla,11/22/2022 4:05:00 AM,Joined,Attendee
s1,p1,Asha Rao,Mozilla,11/22/2022 6:00:00 AM,Left,Attendee
s3,p1,Asha Rao,Mozilla,11/22/2022 6:30:00 AM,Joined,Attendee
s3,p1,Asha Rao,Mozilla,11/22/2022 7:00:00 AM,Left,Attendee
""", ("participant Asha Rao|09:30-11:30", "participant Ravi Das|09:35", "participant Asha Rao|not counted",
      "participant Asha Rao|12:00-12:30", "participant Asha Rao|not counted")),
    Export("Google Meet", "participants", """
First name,Last name,Email,Duration,Time joined,Time exited
Asha,Rao,asha@mill.example,1 hr 2 min,09:40,10:42
Ravi,Das,ravi@mill.example,45 min,10:00,10:45
""", ("participant Asha Rao|09:40-10:42", "participant Ravi Das|10:00-10:45")),
    Export("Power BI", "participants", """
Topic,MeetingID,User_Name,User_Email_1,NameOriginalName,User_Email_2,Join_Time,Leave_Time,Guest,InWaitingRoom
Lessons,987 6543 2100,Host One,h@m.example,Asha Rao,asha@mill.example,11/22/2022 9:31 AM,11/22/2022 12:00 PM,Yes,No
Lessons,987 6543 2100,Host One,h@m.example,Ravi Das,ravi@mill.example,11/22/2022 9:31 AM,11/22/2022 9:33 AM,Yes,Yes
""", ("participant Asha Rao|09:31-12:00", "participant Ravi Das|not counted")),
    Export("Venueless", "participants", """
Room,Start,End,User ID,External ID,User name
Main,2022-11-22 09:40:00,2022-11-22 10:40:00,u1,,Asha Rao
""", ("participant Asha Rao|09:40-10:40",)),
    Export("Event Espresso", "registrants", """
0,Registration ID (optional),First,Last,Email,QTY,Event ID,Amount Paid,Payment Status,Price Option,Event Date
1,,Asha,Rao,asha@mill.example,1,7,0,Completed,Free,2022-11-22
""", ("registrant Asha Rao||approved",)),
    Export("alf.io", "sign-in", """
ID,Category,Event,Status,OriginalPrice,ReservationID,Full Name,First Name,Last Name,E-Mail,Locked,Language
1,Seat,Lessons,CHECKED_IN,0,r1,Asha Rao,Asha,Rao,asha@mill.example,No,en
2,Seat,Lessons,ACQUIRED,0,r1,Ravi Das,Ravi,Das,ravi@mill.example,No,en
""", ("sign_in Asha Rao||approved", "registrant Ravi Das||approved")),
    Export("Populi", "sign-in", """
Student ID,Last Name,First Name,Email,Date,Status,Check-in Time
7,Rao,Asha,asha@mill.example,2022-11-22,Present,9:40 AM
8,Das,Ravi,ravi@mill.example,2022-11-22,Absent,
""", ("sign_in Asha Rao|09:40|approved", "registrant Ravi Das||approved")),
    Export("Zoom in German", "participants", """
Name (Originalname);Benutzer-E-Mail;Beitrittszeit;Austrittszeit;Dauer (Minuten);Gast
Asha Rao;asha@mill.example;22.11.2022 09:31:00;22.11.2022 12:00:00;149;Ja
""", ("participant Asha Rao|09:31-12:00",), delimiter=";"),
    Export("Zoom in Portuguese", "participants", """
Nome (nome original);E-mail do usuário;Hora de entrada;Hora de saída;Duração (minutos);Convidado
Asha Rao;asha@mill.example;22/11/2022 09:31:00;22/11/2022 12:00:00;149;Sim
""", ("participant Asha Rao|09:31-12:00",), delimiter=";"),
    Export("Zoom in Chinese", "participants", """
名称（原始名称）,用户电子邮件,加入时间,离开时间,持续时间（分钟）,访客
王小明,wang@mill.example,2022/11/22 09:31:00,2022/11/22 12:00:00,149,是
""", ("participant 王小明|09:31-12:00",)),
)  # fmt: skip
