"""English words of headers, with those of Zoom's and other platforms' own files."""

ENGLISH = {
    "titled name": "name and designation, name designation, name with designation, name and title, title and name,"
    " name and position, name and organi*, name and affiliation",
    "question": "=question, =answer, submitted time",
    "topic": "=topic",
    "meeting": "webinar id, meeting id, webinarid, meetingid",
    "serial": "=s, =sr, =sl, =ser, =serial, =row, =line, =ticket, =order, =barcode, =no, =nr, =num, =number, =n, =id,"
    " =sno, =s no, =sr no, =srno, =sl no, =slno, =ser no, =serial no, =serial number, =s number, =s n, =sn,"
    " =row no, =row number, =line no, =line number, =ticket no, =ticket number, =order no, =order number,"
    " =barcode no, =barcode number, =attendee no, =attendee number, =n o, =no order",
    "registration_time": "registration time, registration date, registered at, registered on, =created at,"
    " sign up, signup*, signed up,"
    " =created time, =created date, =create date, =create time, =order date, =register date, =register time,"
    " =registered date, =registered time",
    "approval": "approval status, registration state, registration status",
    "duration": "duration, time in session, time in meeting, time in webinar",
    "waiting": "waiting room",
    "consent": "consent*, recording*",
    "guest": "=guest, =is guest, =guest first name, =guest last name, =guest full name, =guest 1 name, =guest 2 name",
    "registrant_id": "registrant id, registration id, registrantid",
    "ignored": "father*, mother*, husband*, spouse*, guardian*, hotel*, flight*, fee, fees,"
    " planned*, expected*, estimated*, scheduled*,"
    " payment*, paid, price*, product*, voucher*, seat*, custom field*, postal*, zip code, zipcode, dietary*,"
    " automatically*, attendance type, source name, device*, user agent, useragent, participant id, =participants,"
    " upn, =attendees, language*, emergency*, supervisor*, purchaser*, buyer*, event name, ticket name, list name,"
    " check in list, =list, designation*, position, title, profession, professional, =role, participant role,"
    " user role, =rank, =post, job, occupation, =remarks, =remark, =comments, =comment, =notes, =gender, =sex, =age,"
    " =address, postal address, =category, =district, =block, =village, =place, =city, =town",
    "email": "email*, *email, e mail*, mail, mails",
    "phone": "phone*, *phone, *phones, mobile*, mob, cell, tel, tele*, whatsapp*, whats app, =contact, =contact no,"
    " =contact nos, =contact number, =contact details, =contact num*",
    "organisation": "organis*, organiz*, *organisation, org, institu*, company*, affiliat*, agency*, agencies,"
    " employer*, ministry*, ngo, university, firm",
    "unit": "department*, dept, structure*, school*, college*, office, =division, =unit, representing",
    "country": "country*, =nation, =nationality",
    "check_in": "checked in, checkedin, check in, check ins, checkin, checkins",
    "time_out": "time out, timeout, out time, departure*, depart, check out, checkout, checked out, sign out,"
    " signed out, exit*, leave, leaves, leaving, left, =time to, =to time, =out",
    "time_in": "time in, timein, in time, arriv*, sign in, signed in, signin, signing in, entry, join, joined, joining,"
    " =time, =time from, =from time, =in, =reporting time",
    "date": "=date, =day, event date, attendance date, session date, date of attendance, date of participation,"
    " date of signing, date of signature, signature date, sign date, date signed, date of visit",
    "signature": "signature*, sign, signs, signed, =initials",
    "attended": "=attended, =attendance, =present, =presence, present y n, present yes no, attended y n,"
    " attended yes no, present absent, present p, =p a",
    "status": "=status, =state, =attendee status, =participant status, =participation status, =attendance status,"
    " =attendance state",
    "whole name": "name and surname, name surname, surname and name",
    "first_name": "first name, firstname, given name, given names, forename*, =first",
    "last_name": "last name, lastname, surname*, family name, =last",
    "name": "full name, fullname, user name, username, nameoriginal*, name, names, display name, =participant,"
    " =attendee, =delegate, =member, =visitor, =speaker, =student, =trainee",
    "present": "y, yes, x, p, t, v, ok, true, on, in, here, late, tardy, there, came, yea, attended, present",
    "absent": "n, no, a, false, off, none, null, nil, na, n a, 0, absent, excused",
    "sum": "total, totals, grand total, subtotal, sub total",
    "summed": "participant, participants, attendee, attendees, present, absent, people, persons, members, delegates,"
    " number, of, no",
    "ditto": "do, ditto, id, same, same as above, as above, same as before",
}
